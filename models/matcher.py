"""From printed names to suggestions: names, candidates, evidence, ranking, assignment, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.assignment import Ranked, assign
from models.candidates import find_candidates
from models.facts import Catalogue, Mention, Suggestion
from models.features import Around, NameEvidence, family_of, name_evidence, place_evidence
from models.index import NameIndex, build_index
from models.kinds_of_row import reads_like_indicator
from models.names import PrintedName
from models.qualifiers import qualities_in
from models.ranker import Ranker
from models.reasons import suggest
from models.saved import packaged_ranker
from models.twins import prefer_twins
from models.units import UnitBook, make_unit_book

CAPAIAN = "capaian"
# A neighbour speaks for its family from this probability on.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Matcher:
    """Suggests which indicator of a catalogue each printed name means, or that it means none."""

    index: NameIndex
    units: UnitBook
    ranker: Ranker

    @classmethod
    def load(cls, catalogue: Catalogue, ranker: Ranker | None = None) -> Matcher:
        """A matcher for this catalogue, with the packaged ranker unless another is given."""
        return cls(build_index(catalogue), make_unit_book(catalogue.units), ranker or packaged_ranker())

    def match(self, mentions: Sequence[Mention]) -> list[Suggestion]:
        """One suggestion for each mention, in their order."""
        mentions = measured_by_row(mentions)
        names = self._names(mentions)
        evidence = self._evidence(mentions, names)
        ranked = self._rank(mentions, names, evidence)
        ranked = [
            prefer_twins(mention, mention.unit or name.unit, row, self.index, self.units)
            for mention, name, row in zip(mentions, names, ranked, strict=True)
        ]
        ranked = assign(mentions, ranked)
        return [
            suggest(mention, row, self.index, self.units, is_indicator=reads_like_indicator(name, mention))
            for mention, name, row in zip(map(_with_unit, mentions, names), names, ranked, strict=True)
        ]

    def _names(self, mentions: Sequence[Mention]) -> list[PrintedName]:
        known = {printed: self.index.speller.name(printed) for printed in {mention.name for mention in mentions}}
        return [known[mention.name] for mention in mentions]

    def _evidence(self, mentions: Sequence[Mention], names: Sequence[PrintedName]) -> list[list[NameEvidence]]:
        """Evidence of the names, once for all mentions printed alike in a region."""
        keys = [(mention.name, mention.region) for mention in mentions]
        first = {key: place for place, key in reversed(list(enumerate(keys)))}
        asked = [names[place] for place in first.values()]
        found = find_candidates(asked, self.index, [region for _, region in first])
        known = {
            key: name_evidence(name, qualities_in(name, key[1]), candidates, self.index)
            for key, name, candidates in zip(first, asked, found, strict=True)
        }
        return [known[key] for key in keys]

    def _rank(
        self, mentions: Sequence[Mention], names: Sequence[PrintedName], evidence: Sequence[Sequence[NameEvidence]]
    ) -> list[list[Ranked]]:
        """Candidates by probability; a second time with what the first has found beside them in the table."""
        ranked = self._rank_once(mentions, names, evidence, [{} for _ in mentions])
        beside = families_beside(mentions, ranked, self.index)
        return self._rank_once(mentions, names, evidence, beside) if any(beside) else ranked

    def _rank_once(
        self,
        mentions: Sequence[Mention],
        names: Sequence[PrintedName],
        evidence: Sequence[Sequence[NameEvidence]],
        beside: Sequence[Mapping[str, float]],
    ) -> list[list[Ranked]]:
        rows: list[tuple[float, ...]] = []
        for mention, name, candidates, families in zip(mentions, names, evidence, beside, strict=True):
            around = Around(name=name, words=words_around(mention), families=families)
            rows.extend(
                found.values + place_evidence(mention, found.near, around, self.index, self.units)
                for found in candidates
            )
        probabilities = self.ranker.probabilities(evidence, rows, self.index)
        return [
            sorted(map(Ranked, candidates, own), key=lambda one: (-one.probability, one.evidence.near.indicator))
            for candidates, own in zip(evidence, probabilities, strict=True)
        ]


def _with_unit(mention: Mention, name: PrintedName) -> Mention:
    """The unit may stand in the name: "IPM (poin)"."""
    return mention if mention.unit is not None or name.unit is None else replace(mention, unit=name.unit)


def measured_by_row(mentions: Sequence[Mention]) -> list[Mention]:
    """Capaian is a share of the target, whatever the indicator measures: its cell is judged by the unit of its row."""
    units: dict[tuple[str, str], str] = {}
    for mention in mentions:
        if mention.table and mention.row and mention.unit and mention.kind != CAPAIAN:
            units.setdefault((mention.table, mention.row), mention.unit)
    judged = []
    for mention in mentions:
        unit = units.get((mention.table or "", mention.row or "")) if mention.kind == CAPAIAN else None
        judged.append(mention if unit is None else replace(mention, unit=unit, value=None))
    return judged


def words_around(mention: Mention) -> frozenset[str]:
    """The longer words of the headings above a mention."""
    text = " ".join((*mention.group, mention.section or "")).casefold()
    return frozenset(word.strip(",;()/&.:") for word in text.split() if len(word) > 3)


def families_beside(
    mentions: Sequence[Mention], ranked: Sequence[Sequence[Ranked]], index: NameIndex
) -> list[dict[str, float]]:
    """For each mention the share of every family among the sure answers of the other rows of its table."""
    sure: dict[str, dict[str, str]] = {}
    for place, (mention, row) in enumerate(zip(mentions, ranked, strict=True)):
        if mention.table is not None and row and row[0].probability >= SURE:
            family = family_of(index.indicators[row[0].evidence.near.indicator].code)
            sure.setdefault(mention.table, {})[mention.row or f"#{place}"] = family
    counted = {table: Counter(rows.values()) for table, rows in sure.items()}
    beside: list[dict[str, float]] = []
    for place, mention in enumerate(mentions):
        rows = sure.get(mention.table, {}) if mention.table is not None else {}
        own = rows.get(mention.row or f"#{place}")
        others = len(rows) - (own is not None)
        counts = counted[mention.table] if rows and mention.table is not None else Counter()
        beside.append(
            {family: (count - (family == own)) / others for family, count in counts.items()} if others else {}
        )
    return beside
