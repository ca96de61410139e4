"""Indicators of a region's own: proposed from readings that fit nothing in the catalogue, accepted by a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from extractor.errors import WarisanError
from store.chain import NewEvent, new_batch, publish_head
from store.desk import Desk
from store.facts import Decided, Decision
from store.regions import find_region
from store.tables import AliasRow, DocumentRow, EventRow, IndicatorRow, ProposalRow, ReadingRow, ValueVersionRow

if TYPE_CHECKING:
    from models import LocalIndicator
    from store.connection import Store

# The subject of an event holds 80 letters.
_LONGEST_SLUG = 40


class UnknownLocalIndicator(WarisanError):
    """No local indicator {name} is proposed for {region}. See the list with: warisan local list."""

    indonesian = "Tidak ada usulan indikator lokal {name} untuk {region}. Lihat daftarnya: warisan local list."


class RegionOfLocalIndicator(WarisanError):
    """The local indicator {name} is proposed in {regions}. Say which region is meant with --region."""

    indonesian = "Indikator lokal {name} diusulkan di {regions}. Sebutkan daerahnya dengan --region."


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalProposal:
    """Readings that name one indicator which the catalogue lacks."""

    id: str
    """The same as long as region and name are."""
    region: str
    name: str
    unit: str | None
    owner: str | None
    """The perangkat daerah in whose reports it stands."""
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    documents: tuple[int, ...]
    prints: tuple[str, ...]
    """Most frequent first."""
    proposals: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        facts = ("id", "region", "name", "unit", "owner")
        many = ("kinds", "years", "documents", "prints", "proposals")
        return {
            **{name: getattr(self, name) for name in facts},
            "count": len(self.proposals),
            **{name: list(getattr(self, name)) for name in many},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalAccepted:
    """The new indicator, and how many readings it was matched with."""

    batch: str
    code: str
    name: str
    region: str
    matched: tuple[int, ...]
    """Proposals; their values still wait for a decision."""

    def to_json(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in ("batch", "code", "name", "region")}
        return {**facts, "matched": list(self.matched)}


def list_local_indicators(store: Store, region: str | None = None) -> list[LocalProposal]:
    """What is proposed as an indicator of a region's own; those in most documents come first."""
    with store.session(read_only=True) as session:
        return _proposed(session, region)


def accept_local_indicator(
    store: Store, name_or_id: str, *, region: str | None = None, actor: str, reason: str | None = None
) -> LocalAccepted:
    """Makes the indicator, and matches all its readings with it, in one batch that ``undo`` takes back."""
    batch = new_batch()
    with store.session() as session:
        desk = Desk.open(session, actor)
        found = _one(session, name_or_id, region)
        row = _make_indicator(session, found, actor)
        desk.events.append(NewEvent(subject=f"indicator:{row.code}", before={}, after=_snapshot(row, found.prints)))
        for proposal, _ in desk.proposals(found.proposals):
            desk.match(proposal, row.code)
        desk.close(action="local", batch=batch, reason=reason)
    publish_head(store)
    return LocalAccepted(batch=batch, code=row.code, name=row.name, region=found.region, matched=found.proposals)


def reject_local_indicator(
    store: Store, name_or_id: str, *, region: str | None = None, actor: str, reason: str | None = None
) -> Decided:
    """Rejects all readings that name it, in one batch that ``undo`` takes back."""
    from store.decisions import reject

    with store.session(read_only=True) as session:
        found = _one(session, name_or_id, region)
    return reject(store, found.proposals, actor=actor, reason=reason or f"bukan indikator: {found.name}")


def take_back_indicators(desk: Desk, batch: str) -> None:
    """The undo of an acceptance: the indicator goes, unless decisions made since then, or the history, name it."""
    query = select(EventRow).where(EventRow.batch == batch, EventRow.subject.startswith("indicator:"))
    for event in desk.session.scalars(query).all():
        row = desk.session.get(IndicatorRow, event.subject.removeprefix("indicator:"))
        if (
            row is None
            or _count(desk.session, ProposalRow, row.code)
            or _count(desk.session, ValueVersionRow, row.code)
        ):
            continue
        desk.session.execute(delete(AliasRow).where(AliasRow.code == row.code))
        desk.session.delete(row)
        desk.session.flush()
        desk.events.append(NewEvent(subject=event.subject, before=event.after, after={}))


def _proposed(session: Session, region: str | None) -> list[LocalProposal]:
    from models import gather_local_indicators
    from store.catalogue_files import load_catalogue

    rows = _open_local(session, region)
    if not rows:
        return []
    seen, suggestions = zip(*(_seen(*row) for row in rows), strict=True)
    ids = [proposal.id for proposal, _, _ in rows]
    return [_fact(one, ids) for one in gather_local_indicators(seen, suggestions, load_catalogue())]


def _open_local(session: Session, region: str | None) -> Sequence[Any]:  # Any: rows of three tables
    query = (
        select(ProposalRow, ReadingRow, DocumentRow)
        .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
        .where(ProposalRow.outcome == "local", ProposalRow.code.is_(None), ProposalRow.region.is_not(None))
        .where(ProposalRow.decision == Decision.PENDING.value)
        .order_by(ProposalRow.id)
    )
    return session.execute(query if region is None else query.where(ProposalRow.region == region)).all()


def _seen(proposal: ProposalRow, reading: ReadingRow, document: DocumentRow) -> tuple[Any, Any]:
    """A reading as gathering asks for it. Any: ``models`` is loaded late."""
    from models import Mention, Outcome, Seen, Suggestion

    mention = Mention(
        name=reading.indicator, unit=reading.unit, region=proposal.region, kind=reading.kind, year=reading.year
    )
    suggestion = Suggestion(outcome=Outcome.LOCAL, code=None, probability=proposal.probability, reasons=())
    return Seen(mention=mention, document=str(document.id), owner=document.unit), suggestion


def _fact(found: LocalIndicator, ids: Sequence[int]) -> LocalProposal:
    region = found.region or ""
    return LocalProposal(
        id=hashlib.sha256(f"{region}/{_folded(found.name)}".encode()).hexdigest()[:8],
        region=region,
        name=found.name,
        unit=found.unit,
        owner=found.owner,
        kinds=found.kinds,
        years=found.years,
        documents=tuple(sorted(map(int, found.documents))),
        prints=found.prints,
        proposals=tuple(ids[place] for place in found.members),
    )


def _one(session: Session, name_or_id: str, region: str | None) -> LocalProposal:
    wanted = _folded(name_or_id)
    code = None if region is None else find_region(session, region).code
    found = [one for one in _proposed(session, code) if wanted == one.id or wanted in map(_folded, one.prints)]
    if not found:
        raise UnknownLocalIndicator(name=name_or_id, region=region or "-")
    regions = sorted({one.region for one in found})
    if len(regions) > 1:
        raise RegionOfLocalIndicator(name=name_or_id, regions=", ".join(regions))
    return found[0]


def _make_indicator(session: Session, found: LocalProposal, actor: str) -> IndicatorRow:
    row = IndicatorRow(
        code=_free_code(session, found),
        name=found.name,
        unit=found.unit,
        lead_opd=found.owner,
        source=f"diterima {actor}",
        confidence="source-confirmed",
        level="lokal",
        region=found.region,
    )
    session.add(row)
    session.flush()
    others = [text for text in found.prints if text != found.name]
    source = f"dikonfirmasi {actor}"
    session.add_all(AliasRow(code=row.code, text=text, source=source, region=found.region) for text in others)
    session.flush()
    return row


def _free_code(session: Session, found: LocalProposal) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", found.name.lower()).strip("_")[:_LONGEST_SLUG].strip("_") or found.id
    code, number = f"lokal.{found.region}.{slug}", 2
    while session.get(IndicatorRow, code) is not None:
        code, number = f"lokal.{found.region}.{slug}_{number}", number + 1
    return code


def _snapshot(row: IndicatorRow, prints: Sequence[str]) -> dict[str, Any]:
    facts = ("code", "name", "unit", "lead_opd", "region")
    return {**{name: getattr(row, name) for name in facts}, "prints": list(prints)}


def _count(session: Session, table: type[ProposalRow] | type[ValueVersionRow], code: str) -> int:
    return session.scalar(select(func.count()).select_from(table).where(table.code == code)) or 0


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
