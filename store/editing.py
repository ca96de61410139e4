"""What a person may put right in a proposal, checked field by field; all faults are told at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from extractor.facts import Flag, Kind, Status
from store.documents import FIRST_YEAR, PLANNED_YEARS
from store.proposals import content_of
from store.tables import IndicatorRow, ProposalRow, ReadingRow

FIELDS = ("code", "value", "grade", "unit", "year", "period", "kind", "status", "flags")
PERIODS = frozenset({"TW1", "TW2", "TW3", "TW4", "S1", "S2"})


class FaultyChange(WarisanError):
    """The correction cannot be taken over: {faults}. Correct it and send it again."""

    indonesian = "Perbaikan tidak dapat disimpan: {faults}. Perbaiki lalu kirim lagi."


def apply_changes(session: Session, proposal: ProposalRow, reading: ReadingRow, changes: Mapping[str, Any]) -> None:
    """Writes the changes into the proposal: the indicator into ``code``, the rest beside the reading."""
    faults: list[str] = []
    given = _checked(changes, faults)
    if "code" in given:
        _check_code(session, proposal, given["code"], faults)
    content = {**(proposal.changes or {}), **{name: given[name] for name in given if name != "code"}}
    if not faults:
        content = _consistent(reading, content, given, faults)
    if faults:
        raise FaultyChange(faults="; ".join(faults))
    if "code" in given:
        proposal.code, proposal.outcome = given["code"], "match"
    proposal.changes = content or None


def _checked(changes: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    """The changes as they are stored (JSON); what cannot be is told in ``faults``."""
    given: dict[str, Any] = {}
    for name, wanted in changes.items():
        if name not in FIELDS:
            faults.append(f"bidang {name} tidak dikenal (pilih: {', '.join(FIELDS)})")
            continue
        try:
            given[name] = _CHECKS[name](wanted)
        except (ValueError, TypeError, InvalidOperation):
            faults.append(f"{name} tidak boleh {wanted!r}")
    return given


def _exact(wanted: object) -> str | None:
    """A number stays text from the request to the database. A float has lost its digits already."""
    if wanted is None:
        return None
    if isinstance(wanted, bool) or not isinstance(wanted, str | int | Decimal):
        raise TypeError
    number = Decimal(wanted)
    if not number.is_finite():
        raise ValueError
    return format(number, "f")


def _text(wanted: object) -> str | None:
    if wanted is None:
        return None
    if not isinstance(wanted, str):
        raise TypeError
    return " ".join(wanted.split()) or None


def _needed(wanted: object) -> str:
    text = _text(wanted)
    if text is None:
        raise ValueError
    return text


def _year(wanted: object) -> int:
    if isinstance(wanted, bool) or not isinstance(wanted, str | int):
        raise TypeError
    year = int(wanted)
    if not FIRST_YEAR <= year <= datetime.now(UTC).year + PLANNED_YEARS:
        raise ValueError
    return year


def _period(wanted: object) -> str | None:
    text = _text(wanted)
    if text is not None and text not in PERIODS:
        raise ValueError
    return text


def _flags(wanted: Any) -> list[str]:  # noqa: ANN401 (what a request holds)
    return [Flag(flag).value for flag in wanted]


_CHECKS: Mapping[str, Any] = {
    "code": _needed,
    "value": _exact,
    "grade": _text,
    "unit": _text,
    "year": _year,
    "period": _period,
    "kind": lambda wanted: Kind(wanted).value,
    "status": lambda wanted: Status(wanted).value,
    "flags": _flags,
}


def _check_code(session: Session, proposal: ProposalRow, code: str, faults: list[str]) -> None:
    row = session.get(IndicatorRow, code)
    if row is None or row.region not in (None, proposal.region):
        faults.append(f"indikator {code} tidak ada di katalog")


def _consistent(
    reading: ReadingRow, content: dict[str, Any], given: Mapping[str, Any], faults: list[str]
) -> dict[str, Any]:
    """A number makes the status ``given`` (or ``zero``); an absence takes the number away."""
    facts = content_of(reading, content)
    value, grade, status = facts["value"], facts["grade"], facts["status"]
    if "status" not in given and (given.get("value") is not None or given.get("grade") is not None):
        content["status"] = Status.ZERO.value if value == 0 else Status.GIVEN.value
    elif "status" in given and status not in (Status.GIVEN, Status.ZERO):
        if given.get("value") is not None or given.get("grade") is not None:
            faults.append(f"status {status.value} tidak bisa disertai nilai")
        content["value"], content["grade"] = None, None
    elif status is Status.ZERO and value is None:
        content["value"] = "0"
    status = Status(content.get("status", reading.status))
    if status is Status.GIVEN and content_of(reading, content)["value"] is None and grade is None:
        faults.append("nilai kosong: isikan nilainya atau pilih status yang sesuai")
    if status is Status.ZERO and content_of(reading, content)["value"] != 0:
        faults.append("status zero hanya untuk nilai 0")
    return content
