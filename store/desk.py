"""Where decisions are carried out: proposals, confirmed values, wordings and events change together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session, load_only
from sqlalchemy.sql.base import ExecutableOption

from extractor.facts import Status
from store.chain import NewEvent, append_events, lock_chain
from store.content import Content, content
from store.facts import AUTOMATIC, Decision, is_taken_for_count
from store.proposals import content_of
from store.tables import AliasRow, IndicatorRow, ProposalRow, ReadingRow, ValueRow, ValueVersionRow, now

Key = tuple[str, str, int, str, str]
"""Region, code, year, period ("" for the whole year), kind."""

IDS_AT_ONCE = 5_000
"""A statement has room for some ten thousand parameters; a bulk decision of a region may have more."""

CONFIRMED = (Decision.ACCEPTED.value, Decision.EDITED.value)
_VALUE_FIELDS = ("region", "code", "year", "period", "kind", "value", "grade", "unit", "status", "flags")
_PROPOSAL_FIELDS = ("decision", "code", "outcome", "changes", "version", "decided_by", "value_id")


@dataclass(slots=True)
class Desk:
    """One transaction's decisions. Opening it waits for every other decision to end."""

    session: Session
    actor: str
    at: datetime = field(default_factory=now)
    seen_ms: int | None = None
    """How long the proposal was on the person's screen before the decision, where the page told it."""
    events: list[NewEvent] = field(default_factory=list)
    _versions: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    _asked: dict[str, str | None] = field(default_factory=dict)
    _wordings: dict[str, list[AliasRow]] = field(default_factory=dict)

    @classmethod
    def open(cls, session: Session, actor: str, *, seen_ms: int | None = None) -> Desk:
        lock_chain(session)
        return cls(session, actor, seen_ms=seen_ms)

    def proposals(self, ids: Iterable[int]) -> list[tuple[ProposalRow, ReadingRow]]:
        wanted = sorted(set(ids))
        query = select(ProposalRow, ReadingRow).join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
        found: list[tuple[ProposalRow, ReadingRow]] = []
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = query.where(ProposalRow.id.in_(wanted[start : start + IDS_AT_ONCE])).order_by(ProposalRow.id)
            found += [(proposal, reading) for proposal, reading in self.session.execute(some)]
        return found

    def look_up_wordings(self, texts: Iterable[str]) -> None:
        """What these wordings mean already; for a bulk of decisions in one go."""
        wanted = sorted(set(texts) - self._wordings.keys())
        self._wordings.update((text, []) for text in wanted)
        for start in range(0, len(wanted), IDS_AT_ONCE):
            query = select(AliasRow).where(AliasRow.text.in_(wanted[start : start + IDS_AT_ONCE]))
            for row in self.session.scalars(query):
                self._wordings[row.text].append(row)

    def value_at(self, key: Key) -> ValueRow | None:
        columns = tuple_(ValueRow.region, ValueRow.code, ValueRow.year, ValueRow.period, ValueRow.kind)
        return self.session.scalars(select(ValueRow).where(columns == key)).one_or_none()

    def confirm(
        self,
        proposal: ProposalRow,
        reading: ReadingRow,
        decision: Decision,
        *,
        before_edit: dict[str, Any] | None = None,
    ) -> None:
        """Makes the proposal's content the confirmed value, or one more support of it. Obstacles are seen to before."""
        facts = content_of(reading, proposal.changes or {})
        key = key_of(proposal, facts)
        row = None if key is None else self.value_at(key)
        if key is None:
            raise ValueError(f"proposal {proposal.id} lacks region, indicator or year")
        before = _snapshot(proposal, row)
        before["proposal"] = before_edit or before["proposal"]
        released: list[int] = []
        before.update(self._left(proposal, row))
        self._leave(proposal, unless=row)
        if row is None:
            row = self._new_value(key, facts, proposal)
        elif not self._supports(row, self.content_of(proposal, facts)):
            if not self.content_of(proposal, facts).agrees(self.content_of_value(row)):
                released = self._release_others(row, proposal)
            self._set_value(row, facts, proposal)
        proposal.value_id = row.id
        self._decide(proposal, decision)
        alias = self._learn(proposal, reading)
        self._log(proposal, before, row, alias=alias, released=released)

    def refuse(self, proposal: ProposalRow, decision: Decision = Decision.REJECTED) -> None:
        """Takes the proposal out; a value that only it supports is withdrawn."""
        row = None if proposal.value_id is None else self.session.get(ValueRow, proposal.value_id)
        before = _snapshot(proposal, row)
        left = self._leave(proposal)
        self._decide(proposal, decision)
        self._log(proposal, before, left)

    def match(self, proposal: ProposalRow, code: str) -> None:
        """Says which indicator is meant. Whether the value is right stays open."""
        before = _snapshot(proposal, None)
        proposal.code, proposal.outcome = code, "match"
        proposal.version += 1
        self.session.flush()
        self._log(proposal, before, None)

    def restore(self, proposal: ProposalRow, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Puts back what one event changed. The versions count on: nothing is as if it had not been."""
        value_id = (after.get("value") or before.get("value") or {}).get("id")
        row = None if value_id is None else self.session.get(ValueRow, value_id)
        now_before = _snapshot(proposal, row)
        for name in _PROPOSAL_FIELDS:
            if name not in ("version", "value_id"):
                setattr(proposal, name, before["proposal"][name])
        proposal.version += 1
        proposal.decided_at = None if proposal.decided_by is None else self.at
        proposal.value_id = before["proposal"]["value_id"]
        self.session.flush()
        row = self._restore_value(proposal, row, before.get("value"), after.get("value"))
        if "left" in before and self.session.get(ValueRow, before["left"]["id"]) is None:
            self._recreate(proposal, before["left"])
        for other in self.session.scalars(select(ProposalRow).where(ProposalRow.id.in_(after.get("released", [])))):
            other.value_id = value_id
        self._forget(after.get("alias"))
        self._log(proposal, now_before, row)

    def content_of(self, proposal: ProposalRow, facts: Mapping[str, Any]) -> Content:
        """What the proposal says, measured by its indicator's unit where it prints none."""
        return content(facts, asked=self.asked(proposal.code), is_count=is_taken_for_count(proposal.checks))

    def content_of_value(self, row: ValueRow) -> Content:
        return content({name: getattr(row, name) for name in _VALUE_FIELDS}, asked=self.asked(row.code))

    def asked(self, code: str | None) -> str | None:
        """The unit of an indicator."""
        if code is not None and code not in self._asked:
            query = select(IndicatorRow.unit).where(IndicatorRow.code == code)
            self._asked[code] = self.session.scalars(query).one_or_none()
        return None if code is None else self._asked[code]

    def close(self, *, action: str, batch: str, reason: str | None, undoes: str | None = None) -> None:
        """Writes the events, and the versions of values that came of them."""
        ids = append_events(
            self.session, self.events, actor=self.actor, action=action, batch=batch, reason=reason, undoes=undoes
        )
        if self._versions:
            rows = [{**facts, "event_id": ids[position], "at": self.at} for position, facts in self._versions]
            self.session.execute(insert(ValueVersionRow), rows)

    def _decide(self, proposal: ProposalRow, decision: Decision) -> None:
        proposal.decision = decision.value
        proposal.version += 1
        proposal.decided_by, proposal.decided_at = self.actor, self.at
        self.session.flush()

    def _log(
        self,
        proposal: ProposalRow,
        before: dict[str, Any],
        row: ValueRow | None,
        *,
        alias: dict[str, Any] | None = None,
        released: list[int] | None = None,
    ) -> None:
        after = _snapshot(proposal, row)
        if alias is not None:
            after["alias"] = alias
        if released:
            after["released"] = released
        if self.seen_ms is not None:
            after["seen_ms"] = self.seen_ms
        self.events.append(NewEvent(subject=f"proposal:{proposal.id}", before=before, after=after))

    def _supports(self, row: ValueRow, given: Content) -> bool:
        """Whether the confirmed value already says it: the same, or more exactly, and no less final."""
        confirmed = self.content_of_value(row)
        if confirmed.is_provisional and not given.is_provisional:
            return False
        return given.same(confirmed) or given.rounds(confirmed)

    def _new_value(self, key: Key, facts: Mapping[str, Any], proposal: ProposalRow) -> ValueRow:
        region, code, year, period, kind = key
        row = ValueRow(region=region, code=code, year=year, period=period, kind=kind, version=self._last_version(key))
        self.session.add(row)
        self._set_value(row, facts, proposal)
        return row

    def _set_value(self, row: ValueRow, facts: Mapping[str, Any], proposal: ProposalRow) -> None:
        row.value, row.grade, row.unit = facts["value"], facts["grade"], facts["unit"]
        row.status, row.flags = Status(facts["status"]).value, [str(flag) for flag in facts["flags"]]
        row.proposal_id, row.confirmed_by, row.confirmed_at = proposal.id, self.actor, self.at
        self._version(row)

    def _version(self, row: ValueRow) -> None:
        row.version += 1
        self.session.flush()
        self._versions.append((len(self.events), {**_version_facts(row), "withdrawn": False}))

    def _last_version(self, key: Key) -> int:
        """A value confirmed anew after a withdrawal counts on from its past."""
        row = ValueVersionRow
        columns = tuple_(row.region, row.code, row.year, row.period, row.kind)
        last = self.session.scalars(select(row.version).where(columns == key).order_by(row.id.desc()).limit(1)).first()
        return last or 0

    def _leave(self, proposal: ProposalRow, unless: ValueRow | None = None) -> ValueRow | None:
        """Ends the support of the value so far. Gives the value where it stays without this proposal."""
        row = None if proposal.value_id is None else self.session.get(ValueRow, proposal.value_id)
        if row is None or (unless is not None and row.id == unless.id):
            return row
        proposal.value_id = None
        self.session.flush()
        return self._without(row, proposal)

    def _without(self, row: ValueRow, proposal: ProposalRow) -> ValueRow | None:
        """The value without this support: carried by another proposal, or withdrawn."""
        support = self._support_of(row)
        if support is None:
            self._withdraw(row)
            return None
        if row.proposal_id == proposal.id:
            row.proposal_id = support
            self._version(row)
        return row

    def _support_of(self, row: ValueRow) -> int | None:
        query = select(ProposalRow.id).where(ProposalRow.value_id == row.id, ProposalRow.decision.in_(CONFIRMED))
        return self.session.scalars(query.order_by(ProposalRow.id).limit(1)).first()

    def _withdraw(self, row: ValueRow) -> None:
        row.version += 1
        self._versions.append((len(self.events), {**_version_facts(row), "withdrawn": True}))
        self.session.delete(row)
        self.session.flush()

    def _release_others(self, row: ValueRow, proposal: ProposalRow) -> list[int]:
        """Those who said the value that is now replaced no longer support it. They stay as they were decided."""
        query = select(ProposalRow).where(ProposalRow.value_id == row.id, ProposalRow.id != proposal.id)
        others = self.session.scalars(query).all()
        for other in others:
            other.value_id = None
        return [other.id for other in others]

    def _restore_value(
        self,
        proposal: ProposalRow,
        row: ValueRow | None,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> ValueRow | None:
        if before is None or before == after:
            # The decision made the value, or only supported it: the value goes with its last support.
            if row is not None and proposal.value_id != row.id:
                return self._without(row, proposal)
            return row
        if row is None:
            return self._recreate(proposal, before)
        return self._set_back(row, before)

    def _left(self, proposal: ProposalRow, row: ValueRow | None) -> dict[str, Any]:
        """The value that the proposal supported so far, where it now goes to another one."""
        if proposal.value_id is None or (row is not None and row.id == proposal.value_id):
            return {}
        left = self.session.get(ValueRow, proposal.value_id)
        return {} if left is None else {"left": value_snapshot(left)}

    def _recreate(self, proposal: ProposalRow, before: Mapping[str, Any]) -> ValueRow:
        """A withdrawn value comes back under its own id, unless the place was taken since."""
        key = (before["region"], before["code"], before["year"], before["period"], before["kind"])
        row = self.value_at(key)
        if row is not None:
            proposal.value_id = row.id
            return row
        row = ValueRow(id=before["id"], version=self._last_version(key))
        self.session.add(row)
        return self._set_back(row, before)

    def _set_back(self, row: ValueRow, before: Mapping[str, Any]) -> ValueRow:
        for name in (*_VALUE_FIELDS, "proposal_id", "confirmed_by"):
            setattr(row, name, before[name])
        row.value = None if before["value"] is None else Decimal(before["value"])
        row.confirmed_at = datetime.fromisoformat(before["confirmed_at"])
        self._version(row)
        return row

    def _learn(self, proposal: ProposalRow, reading: ReadingRow) -> dict[str, Any] | None:
        """The confirmed wording is an alias from now on, in this region, if a person confirmed it."""
        if self.actor == AUTOMATIC:
            return None
        text, code, region = reading.indicator, proposal.code, proposal.region
        self.look_up_wordings([text])
        known = [row for row in self._wordings[text] if row.region in (None, region)]
        if any(row.code == code for row in known):
            return None
        row = AliasRow(
            code=code,
            text=text,
            source=f"dikonfirmasi {self.actor}",
            ambiguous="yes" if known else "",
            region=region,
        )
        self.session.add(row)
        self.session.flush()
        self._wordings[text].append(row)
        return {"id": row.id, "code": code, "text": text, "region": region}

    def _forget(self, alias: Mapping[str, Any] | None) -> None:
        row = None if alias is None else self.session.get(AliasRow, alias["id"])
        if row is not None and alias is not None and (row.code, row.text) == (alias["code"], alias["text"]):
            self.session.delete(row)


def only_content() -> tuple[ExecutableOption, ExecutableOption]:
    """For queries over a whole region that compare values: the long texts of a row stay where they are."""
    return (
        load_only(
            ProposalRow.document_id,
            ProposalRow.region,
            ProposalRow.code,
            ProposalRow.probability,
            ProposalRow.decision,
            ProposalRow.changes,
            ProposalRow.checks,
        ),
        load_only(
            ReadingRow.kind,
            ReadingRow.year,
            ReadingRow.period,
            ReadingRow.value,
            ReadingRow.grade,
            ReadingRow.unit,
            ReadingRow.status,
            ReadingRow.flags,
            ReadingRow.page,
            ReadingRow.locator,
        ),
    )


def key_of(proposal: ProposalRow, facts: Mapping[str, Any]) -> Key | None:
    if proposal.region is None or proposal.code is None or facts["year"] is None:
        return None
    return (proposal.region, proposal.code, facts["year"], facts["period"] or "", str(facts["kind"]))


def asked_units(session: Session, codes: Iterable[str]) -> dict[str, str | None]:
    """Indicator -> its unit."""
    wanted = set(codes)
    query = select(IndicatorRow.code, IndicatorRow.unit)
    return {row.code: row.unit for row in session.execute(query) if row.code in wanted}


def still_says(row: ValueRow | None, snapshot: Mapping[str, Any] | None) -> bool:
    """Whether the value still has the content that an event left it with."""
    if row is None or snapshot is None:
        return row is None and snapshot is None
    present = value_snapshot(row)
    return all(present[name] == snapshot[name] for name in _VALUE_FIELDS)


def proposal_snapshot(proposal: ProposalRow) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in _PROPOSAL_FIELDS}


def _snapshot(proposal: ProposalRow, row: ValueRow | None) -> dict[str, Any]:
    return {
        "proposal": proposal_snapshot(proposal),
        "value": None if row is None else value_snapshot(row),
    }


def value_snapshot(row: ValueRow) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in (*_VALUE_FIELDS, "id", "version", "proposal_id", "confirmed_by")}
    facts["value"] = None if row.value is None else format(row.value, "f")
    facts["confirmed_at"] = row.confirmed_at.isoformat()
    return facts


def _version_facts(row: ValueRow) -> dict[str, Any]:
    names = (*_VALUE_FIELDS, "version", "proposal_id", "confirmed_by", "confirmed_at")
    return {**{name: getattr(row, name) for name in names}, "value_id": row.id}
