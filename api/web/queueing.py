"""The queue of a document: which proposals it holds, and in which order they come to the person.

The order ``use`` puts the most useful decision first. Of what a person can decide in an afternoon, a sure and clean
proposal gives a confirmed value for one glance, so these come first; then likely ones; then those with a failed check,
scanned print or a contradiction; last the unlikely. Doubtful ones are better judged late: by then their neighbours,
other years and totals are confirmed and stand beside them, and if the afternoon ends early, the most values are done.
Within each of these, proposals come as they stand in the document: the page in view changes as seldom as can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from api.web.counting import Counts
from api.web.service import Service
from extractor.facts import Flag
from store import Decision, Document, Proposal, ProposalFilter, list_contradictions, list_proposals
from store.indicators import Belonging, belonging_of

SURE = 0.95
"""Confidence from which proposals may be accepted all at once."""
LIKELY = 0.5

SHOWS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "open": ("Menunggu", {"decisions": (Decision.PENDING,), "with_code": True}),
    "unmatched": ("Tanpa indikator", {"decisions": (Decision.PENDING,), "with_code": False}),
    "accepted": ("Diterima", {"decisions": (Decision.ACCEPTED, Decision.EDITED)}),
    "rejected": ("Ditolak", {"decisions": (Decision.REJECTED,)}),
    "all": ("Semua", {}),
}
ORDERS = {
    "use": "Paling berguna dahulu",
    "place": "Seperti di dokumen",
    "sure": "Paling yakin dahulu",
    "doubt": "Paling ragu dahulu",
}
CHECKS = {
    "clean": "Tanpa catatan",
    "failed": "Gagal pemeriksaan",
    "noted": "Dengan catatan pembacaan",
    "disputed": "Bertentangan",
}
SOURCES = {"table": "Tabel", "narrative": "Kalimat", "ocr": "Hasil pindai"}
SURENESS: Mapping[str, tuple[str, float, float]] = {
    "95": ("95% ke atas", 0.95, 1.01),
    "80": ("80–95%", 0.80, 0.95),
    "50": ("50–80%", 0.50, 0.80),
    "0": ("Di bawah 50%", -0.01, 0.50),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of the queue is shown. It travels in the address and in every form; the service keeps none of it."""

    show: str = "open"
    order: str = "use"
    text: str = ""
    group: str = ""
    """The indicator's urusan."""
    owner: str = ""
    """The perangkat daerah that the catalogue names for the indicator."""
    sure: str = ""
    check: str = ""
    source: str = ""
    blind: str = ""
    """For labelling: scores are hidden, and the order does not tell them."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> View:
        """What is not known is left out: an old bookmark still opens the desk."""
        known: Mapping[str, Mapping[str, Any]] = {
            "show": SHOWS,
            "order": ORDERS,
            "sure": SURENESS,
            "check": CHECKS,
            "source": SOURCES,
            "blind": {"1": ""},
        }
        names = [field.name for field in fields(cls)]
        wanted = {name: given[name].strip() for name in names if given.get(name, "").strip()}
        return cls(**{name: text for name, text in wanted.items() if name not in known or text in known[name]})

    @classmethod
    def parsed(cls, query: str) -> View:
        return cls.of(dict(parse_qsl(query)))

    @property
    def query(self) -> str:
        return urlencode({name: text for name, text in self._said().items() if text != getattr(View(), name)})

    @property
    def narrows(self) -> bool:
        return any((self.text, self.group, self.owner, self.sure, self.check, self.source))

    def but(self, **changes: str) -> str:
        """The query of the same view with something else."""
        return replace(self, **changes).query

    def _said(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The rows of a view, and what there is to filter by."""

    rows: tuple[Proposal, ...]
    groups: tuple[tuple[str, str], ...]
    """As a select's options: what it sends, what it says."""
    owners: tuple[tuple[str, str], ...]


def queue_of(service: Service, document: Document, view: View) -> Queue:
    found = list_proposals(service.store, ProposalFilter(document_id=document.id, **SHOWS[view.show][1]))
    belonging = belonging_of(service.store, {one.code for one in found if one.code})
    asks = view.check in {"clean", "disputed"} or (view.order == "use" and not view.blind)
    disputed = _disputed(service, document) if asks else frozenset()
    rows = [one for one in found if _is_wanted(one, view, belonging, disputed)]
    return Queue(
        rows=tuple(_in_order(rows, view, disputed)),
        groups=_options(one.urusan for one in belonging.values()),
        owners=_options(one.owner for one in belonging.values()),
    )


def tabs_of(counts: Counts) -> list[tuple[str, str, int]]:
    sizes = {
        "open": counts.open - counts.unmatched,
        "unmatched": counts.unmatched,
        "accepted": counts.accepted,
        "rejected": counts.rejected,
        "all": counts.all,
    }
    return [(key, name, sizes[key]) for key, (name, _) in SHOWS.items()]


def rank(proposal: Proposal, *, is_disputed: bool) -> int:
    """How soon the proposal comes in the order ``use``; see the top of this module."""
    if proposal.probability < LIKELY:
        return 3
    if is_disputed or proposal.doubts or Flag.OCR in proposal.flags:
        return 2
    return 0 if proposal.probability >= SURE and proposal.year is not None else 1


def _options(names: Iterable[str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in sorted({name for name in names if name}))


def _in_order(rows: list[Proposal], view: View, disputed: frozenset[int]) -> list[Proposal]:
    if view.blind or view.order == "place":
        return rows
    if view.order == "use":
        return sorted(rows, key=lambda one: rank(one, is_disputed=one.id in disputed))
    sign = -1 if view.order == "sure" else 1
    return sorted(rows, key=lambda one: sign * one.probability)


def _is_wanted(proposal: Proposal, view: View, belonging: Mapping[str, Belonging], disputed: frozenset[int]) -> bool:
    own = belonging.get(proposal.code or "", Belonging())
    if (view.group and own.urusan != view.group) or (view.owner and own.owner != view.owner):
        return False
    if view.text and not _says(proposal, view.text):
        return False
    if view.sure:
        _, low, high = SURENESS[view.sure]
        if not low <= proposal.probability < high:
            return False
    return _passes(proposal, view.check, disputed) and _comes_from(proposal, view.source)


def _says(proposal: Proposal, text: str) -> bool:
    printed = " ".join((proposal.indicator, proposal.name or "", proposal.raw, *proposal.group)).casefold()
    return all(word in printed for word in text.casefold().split())


def _passes(proposal: Proposal, check: str, disputed: frozenset[int]) -> bool:
    found = {
        "failed": bool(proposal.doubts),
        "noted": bool(proposal.flags),
        "disputed": proposal.id in disputed,
    }
    if check == "clean":
        return not any(found.values())
    return found.get(check, True)


def _comes_from(proposal: Proposal, source: str) -> bool:
    is_scanned = Flag.OCR in proposal.flags
    return is_scanned if source == "ocr" else not source or (proposal.source == source and not is_scanned)


def _disputed(service: Service, document: Document) -> frozenset[int]:
    if document.region is None:
        return frozenset()
    found = list_contradictions(service.store, document.region)
    return frozenset(claim.proposal_id for one in found for claim in one.claims if claim.proposal_id is not None)
