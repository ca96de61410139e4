"""The indicators with the names they are printed under; a name that people taught can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from extractor.errors import WarisanError
from store.chain import NewEvent, new_batch, publish_head
from store.desk import Desk
from store.tables import AliasRow, IndicatorRow, RequirementRow

if TYPE_CHECKING:
    from store.connection import Store


class UnknownAlias(WarisanError):
    """There is no alias {alias}. It may have been taken back already: look at the list again."""

    indonesian = "Tidak ada sebutan {alias}. Mungkin sudah dicabut: lihat daftarnya lagi."


class AliasOfCatalogue(WarisanError):
    """The alias "{text}" comes with the catalogue, nobody here taught it. Reject the proposals that it misleads."""

    indonesian = 'Sebutan "{text}" berasal dari katalog, bukan diajarkan di sini. Tolak usulan yang keliru karenanya.'


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasEntry:
    """Another name of an indicator."""

    id: int
    code: str
    text: str
    source: str
    region: str | None
    """Set where this region's people taught it; only those can be taken back."""

    @property
    def is_learnt(self) -> bool:
        return self.region is not None

    def to_json(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in ("id", "code", "text", "source", "region")}
        return {**facts, "learnt": self.is_learnt}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEntry:
    """An indicator as the list shows it."""

    code: str
    name: str
    unit: str | None
    owner: str | None
    region: str | None
    """Set for a local indicator."""
    is_confirmed: bool
    """A source confirms it; otherwise the catalogue has it from memory."""
    reports: tuple[str, ...]
    """Those that ask for it."""
    aliases: tuple[AliasEntry, ...]
    """Learnt ones first."""

    def to_json(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in ("code", "name", "unit", "owner", "region")}
        return {
            **facts,
            "confirmed": self.is_confirmed,
            "reports": list(self.reports),
            "aliases": [alias.to_json() for alias in self.aliases],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFilter:
    """Which indicators are asked for; what is ``None`` narrows nothing."""

    text: str | None = None
    """In the code, the name, or an alias."""
    region: str | None = None
    """The national ones and those of this region."""
    only_learnt: bool = False
    """Only those with an alias that people taught."""
    only_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Whose an indicator is."""

    urusan: str | None = None
    owner: str | None = None
    """The perangkat daerah that the catalogue names."""


def belonging_of(store: Store, codes: Iterable[str]) -> dict[str, Belonging]:
    """Urusan and perangkat daerah of these indicators."""
    wanted = set(codes)
    query = select(IndicatorRow.code, IndicatorRow.urusan, IndicatorRow.lead_opd)
    with store.session(read_only=True) as session:
        rows = session.execute(query).all()
    return {row.code: Belonging(urusan=row.urusan, owner=row.lead_opd) for row in rows if row.code in wanted}


def count_indicators(store: Store, wanted: IndicatorFilter | None = None) -> int:
    query = _narrowed(select(func.count()).select_from(IndicatorRow), wanted or IndicatorFilter())
    with store.session(read_only=True) as session:
        return session.scalar(query) or 0


def list_indicators(
    store: Store, wanted: IndicatorFilter | None = None, *, offset: int = 0, limit: int | None = 100
) -> list[IndicatorEntry]:
    """By code, with their aliases."""
    query = _narrowed(select(IndicatorRow), wanted or IndicatorFilter())
    query = query.order_by(IndicatorRow.region.is_(None), IndicatorRow.code).offset(offset).limit(limit)
    with store.session(read_only=True) as session:
        rows = session.scalars(query).all()
        codes = [row.code for row in rows]
        aliases, reports = _aliases(session, codes), _reports(session, codes)
        return [_entry(row, aliases.get(row.code, []), reports.get(row.code, [])) for row in rows]


def revoke_alias(store: Store, alias_id: int, *, actor: str, reason: str | None = None) -> AliasEntry:
    """Takes a taught name back. What was confirmed under it stays; new readings are matched without it."""
    with store.session() as session:
        desk = Desk.open(session, actor)
        row = session.get(AliasRow, alias_id)
        if row is None:
            raise UnknownAlias(alias=alias_id)
        if row.region is None:
            raise AliasOfCatalogue(text=row.text)
        alias = _alias(row)
        session.delete(row)
        desk.events.append(NewEvent(subject=f"alias:{alias.id}", before=alias.to_json(), after={}))
        desk.close(action="revoke-alias", batch=new_batch(), reason=reason)
    publish_head(store)
    return alias


def _narrowed(query: Select[Any], wanted: IndicatorFilter) -> Select[Any]:
    if wanted.text:
        query = query.where(_says(wanted.text))
    if wanted.region:
        query = query.where(or_(IndicatorRow.region.is_(None), IndicatorRow.region == wanted.region))
    if wanted.only_learnt:
        query = query.where(IndicatorRow.code.in_(select(AliasRow.code).where(AliasRow.region.is_not(None))))
    if wanted.only_local:
        query = query.where(IndicatorRow.region.is_not(None))
    return query


def _says(text: str) -> ColumnElement[bool]:
    """Every word of ``text`` stands in the code, in the name, or in one of the aliases."""
    words = text.casefold().split()
    own = [_has(column, words) for column in (IndicatorRow.code, IndicatorRow.name)]
    return or_(*own, IndicatorRow.code.in_(select(AliasRow.code).where(_has(AliasRow.text, words))))


def _has(column: InstrumentedAttribute[str], words: Iterable[str]) -> ColumnElement[bool]:
    return and_(true(), *(func.lower(column).contains(word, autoescape=True) for word in words))


def _aliases(session: Session, codes: list[str]) -> dict[str, list[AliasEntry]]:
    query = select(AliasRow).where(AliasRow.code.in_(codes)).order_by(AliasRow.region.is_(None), AliasRow.id)
    found: dict[str, list[AliasEntry]] = {}
    for row in session.scalars(query):
        found.setdefault(row.code, []).append(_alias(row))
    return found


def _reports(session: Session, codes: list[str]) -> dict[str, list[str]]:
    query = select(RequirementRow.code, RequirementRow.report).where(RequirementRow.code.in_(codes)).distinct()
    found: dict[str, list[str]] = {}
    for code, report in session.execute(query.order_by(RequirementRow.report)):
        found.setdefault(code, []).append(report)
    return found


def _alias(row: AliasRow) -> AliasEntry:
    return AliasEntry(id=row.id, code=row.code, text=row.text, source=row.source, region=row.region)


def _entry(row: IndicatorRow, aliases: list[AliasEntry], reports: list[str]) -> IndicatorEntry:
    return IndicatorEntry(
        code=row.code,
        name=row.name,
        unit=row.unit,
        owner=row.lead_opd,
        region=row.region,
        is_confirmed=row.confidence == "source-confirmed",
        reports=tuple(reports),
        aliases=tuple(aliases),
    )
