"""The evidence for confirmed values: where each was printed, who confirmed it, what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractor.errors import WarisanError
from extractor.facts import Box
from store.prefill.facts import Form
from store.prefill.printed import content, day
from store.regions import find_region
from store.values import get_value, value_history

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.connection import Store
    from store.facts import Value
    from store.tables import ReadingRow


class NothingToProve(WarisanError):
    """No confirmed value stands in {what}, so there is nothing to give evidence for. Confirm proposals first."""

    indonesian = (
        "Belum ada nilai terkonfirmasi pada {what}, jadi belum ada yang dibuktikan. Konfirmasi usulannya dahulu."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One state of a value."""

    text: str
    """``84,10 indeks``, or ``ditarik``."""
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One confirmed value with its proof."""

    value_id: int
    code: str
    name: str
    what: str
    """``realisasi 2024``."""
    text: str
    confirmed_by: str
    confirmed_at: datetime
    document_id: int | None
    source: str
    """``LPPD 2024 hlm. 37``; a sentence where the value was written without a document."""
    page: int | None
    box: Box | None
    locator: str
    printed: str
    """As the document prints it."""
    printed_name: str
    history: tuple[Step, ...]
    fills: tuple[str, ...]
    """Cells of the form that it stands in: ``Tabel 2.1 no 4, Capaian tahun 2024``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A document that values were read from."""

    id: int
    name: str
    sha256: str
    uploaded_by: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One pack."""

    title: str
    region_name: str
    made_at: datetime
    made_by: str
    exhibits: tuple[Exhibit, ...]
    files: tuple[SourceFile, ...]
    chain_head: str
    """Hash of the last decision: with it the history can be checked for changes made since."""
    chain_length: int


def evidence_of_form(store: Store, form: Form, actor: str) -> Evidence:
    """For every confirmed value that stands in the form, once, in the form's order."""
    cells: dict[int, list[str]] = {}
    for table, row, slot in form.slots():
        for value_id in slot.made_of or ((slot.value_id,) if slot.value_id is not None else ()):
            computed = "pembentuk " if slot.made_of else ""
            cells.setdefault(value_id, []).append(f"Tabel {table.number} no {row.number}, {computed}{slot.title}")
    what = f"{form.report} {form.year} {form.region_name}"
    if not cells:
        raise NothingToProve(what=what)
    return _evidence(store, cells, f"Bukti nilai {form.report_name} Tahun {form.year}", form.region_name, actor)


def evidence_of_values(store: Store, value_ids: Sequence[int], actor: str) -> Evidence:
    if not value_ids:
        raise NothingToProve(what="pilihan ini")
    region = get_value(store, value_ids[0]).region
    with store.session(read_only=True) as session:
        name = find_region(session, region).name
    return _evidence(store, {one: [] for one in value_ids}, "Bukti nilai terkonfirmasi", name, actor)


def _evidence(store: Store, cells: dict[int, list[str]], title: str, region_name: str, actor: str) -> Evidence:
    values = [get_value(store, value_id) for value_id in cells]
    with store.session(read_only=True) as session:
        readings = _readings(session, values)
        files = _files(session, values)
        length, head = _chain(session)
    exhibits = (
        _exhibit(value, readings.get(value.id), value_history(store, value.id), cells[value.id]) for value in values
    )
    return Evidence(
        title=title,
        region_name=region_name,
        made_at=datetime.now(UTC),
        made_by=actor,
        exhibits=tuple(exhibits),
        files=files,
        chain_head=head,
        chain_length=length,
    )


def _exhibit(value: Value, reading: ReadingRow | None, history: Iterable[Value], fills: Sequence[str]) -> Exhibit:
    source = value.source
    where = "Diisi langsung tanpa dokumen"
    if source is not None:
        where = " ".join(str(part) for part in (source.report or source.file_name, source.year) if part)
        where += f" hlm. {source.page}" if source.page is not None else ""
    return Exhibit(
        value_id=value.id,
        code=value.code,
        name=value.name,
        what=" ".join(str(part) for part in (value.kind.value, value.year, value.period) if part),
        text=_text(value),
        confirmed_by=value.confirmed_by,
        confirmed_at=value.confirmed_at,
        document_id=None if source is None else source.document_id,
        source=where,
        page=None if source is None else source.page,
        box=None if source is None else source.box,
        locator="" if source is None else source.locator,
        printed="" if reading is None else " ".join(reading.raw.split()),
        printed_name="" if reading is None else " ".join(reading.indicator.split()),
        history=tuple(_step(one) for one in history),
        fills=tuple(dict.fromkeys(fills)),
    )


def _text(value: Value) -> str:
    text = content(value.value, value.grade, value.status)
    return f"{text} {value.unit}" if value.unit and value.value is not None else text


def _step(one: Value) -> Step:
    text = "ditarik" if one.withdrawn else _text(one)
    return Step(text=text, by=one.confirmed_by, at=one.confirmed_at, reason=one.reason or "")


def step_sentence(step: Step) -> str:
    return f"{day(step.at)}: {step.text}, oleh {step.by}" + (f" ({step.reason})" if step.reason else "")


def _readings(session: Session, values: Sequence[Value]) -> dict[int, ReadingRow]:
    from sqlalchemy import select

    from store.tables import ProposalRow, ReadingRow

    by_proposal = {value.proposal_id: value.id for value in values if value.proposal_id is not None}
    query = select(ProposalRow.id, ReadingRow).join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
    found = session.execute(query.where(ProposalRow.id.in_(by_proposal)))
    return {by_proposal[proposal_id]: reading for proposal_id, reading in found}


def _files(session: Session, values: Sequence[Value]) -> tuple[SourceFile, ...]:
    from sqlalchemy import select

    from store.tables import DocumentRow

    ids = {value.source.document_id for value in values if value.source is not None}
    query = select(DocumentRow).where(DocumentRow.id.in_(ids)).order_by(DocumentRow.id)
    return tuple(
        SourceFile(
            id=row.id,
            name=row.file_name,
            sha256=row.sha256,
            uploaded_by=row.uploaded_by,
            uploaded_at=row.uploaded_at,
        )
        for row in session.scalars(query)
    )


def _chain(session: Session) -> tuple[int, str]:
    from sqlalchemy import select

    from store.tables import EventRow

    last = session.scalars(select(EventRow).order_by(EventRow.id.desc()).limit(1)).one_or_none()
    return (0, "") if last is None else (last.id, last.hash)
