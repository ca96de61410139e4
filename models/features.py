"""What speaks for and against an indicator being meant, as numbers with names.

Two parts: what the two names say (the same for all mentions printed alike), and what stands around the mention.
The order of ``NAME_FEATURES`` and ``PLACE_FEATURES`` is the order of columns that the ranker was trained on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum

from rapidfuzz import fuzz

from models.candidates import Near
from models.cautions import cautions, strangers
from models.facts import Mention
from models.index import NameIndex, short_forms
from models.kinds_of_row import is_called_output, is_heading, is_output, titled
from models.lexicon import lexicon
from models.names import PrintedName
from models.qualifiers import Doubt, Qualities, doubts
from models.stems import stem
from models.units import UnitBook

NAME_FEATURES = (
    "confirmed",
    "exact",
    "abbreviation",
    "cosine",
    "shared",
    "source_covered",
    "catalogue_covered",
    "heaviest_only_in_source",
    "heaviest_only_in_catalogue",
    "only_in_source",
    "only_in_catalogue",
    "letters",
    "sorted_words",
    "shared_stems",
    "head_same",
    "head_other",
    "head_lacking",
    "head_added",
    "doubts_source",
    "doubts_catalogue",
    "doubts_both",
    "part_of_government",
    "ambiguous",
    "aside_agrees",
    "aside_contradicts",
    "number_agrees",
    "words",
    "is_output",
    "is_heading",
    "unknown_words",
    "behind_best_cosine",
    "behind_best_shared",
    "behind_best_letters",
    "strange_short_form",
    "strange_aside",
    "strange_threshold",
    "begins_alone",
    "covers_alone",
)
PLACE_FEATURES = (
    "unit_same",
    "unit_alike",
    "unit_other",
    "value_possible",
    "value_impossible",
    "report_asks",
    "report_does_not_ask",
    "around_agrees",
    "neighbours",
    "money_without_money",
    "short_unsupported",
)
FEATURES = NAME_FEATURES + PLACE_FEATURES


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What the two names say, with the doubts that veto."""

    near: Near
    values: tuple[float, ...]
    doubts: tuple[Doubt, ...]
    only_in_source: tuple[str, ...]
    """Telling words of the print that the catalogue's name lacks."""
    is_title: bool
    """The print names an office, a field, a program or an output, and the catalogue has no such name."""
    cautions: tuple[str, ...] = ()
    """Why a person should look even where the name fits, in Indonesian."""


def name_evidence(
    name: PrintedName, said: Qualities, candidates: Sequence[Near], index: NameIndex
) -> list[NameEvidence]:
    """Evidence for every candidate of one printed name."""
    best_cosine = max((near.cosine for near in candidates), default=0.0)
    shares = [near.shared for near in candidates]
    letters = [fuzz.ratio(name.squeezed, near.entry.name.squeezed) / 100 for near in candidates]
    covering = _covering(name, candidates, index)
    evidence = []
    for near, alike in zip(candidates, letters, strict=True):
        behind = (best_cosine - near.cosine, max(shares) - near.shared, max(letters) - alike)
        whole = float(bool(covering) and covering <= {near.indicator, *index.twins.get(near.indicator, ())})
        evidence.append(_evidence(name, said, near, index, (alike, *behind, whole)))
    return evidence


def _covering(name: PrintedName, candidates: Sequence[Near], index: NameIndex) -> frozenset[int]:
    """The indicators of which one name has all words of the print."""
    words = frozenset(name.words)
    return frozenset(near.indicator for near in candidates if words and words <= frozenset(near.entry.name.words))


def _evidence(
    name: PrintedName, said: Qualities, near: Near, index: NameIndex, beside: tuple[float, ...]
) -> NameEvidence:
    """``beside``: how alike their letters are, how far behind the best candidate by cosine, words and letters, and
    whether it alone has all words of the print."""
    alike, *behind, covers_alone = beside
    other = near.entry.name
    here, there = frozenset(name.words), frozenset(other.words)
    extra, lacking = here - there, there - here
    settled = near.how == "confirmed" or (near.how == "abbreviation" and len(name.words) <= 1)
    veto = () if settled else doubts(said, near.entry.qualities, index.allowed[near.indicator])
    veto += _other_measure(name, index.measures.get(near.indicator))
    agrees, contradicts = _aside(name, near.indicator, index)
    strange = tuple(float(len(words)) for words in strangers(name, near.indicator, index))
    values = (
        float(near.how == "confirmed"),
        float(near.how == "exact"),
        float(near.how == "abbreviation"),
        near.cosine,
        near.shared,
        _covered(here, extra, index),
        _covered(there, lacking, index),
        max((index.weight(word) for word in extra), default=0.0),
        max((index.weight(word) for word in lacking), default=0.0),
        float(len(extra)),
        float(len(lacking)),
        alike,
        fuzz.token_sort_ratio(name.core, other.core) / 100,
        _shared_stems(name.words, other.words, index),
        *_heads(name, other, index.indicators[near.indicator].unit),
        *_count(veto),
        float(bool(said.scopes - near.entry.qualities.scopes)),
        float(near.entry.ambiguous == "yes"),
        agrees,
        contradicts,
        float(_number_agrees(name, index.indicators[near.indicator].code)),
        float(len(name.words)),
        float(is_output(name)),
        float(is_heading(name)),
        float(sum(word not in index.weights for word in here)),
        *behind,
        *strange,
        float(_begins_alone(name, near.indicator, index)),
        covers_alone,
    )
    telling = sorted(extra, key=lambda word: (-index.weight(word), word))
    is_title = near.how == "letters" and ((titled(name) and not agrees) or is_output(name))
    is_title = is_title or (is_called_output(name) and not is_called_output(other))
    told = () if near.how == "confirmed" else cautions(name, near.indicator, index)
    return NameEvidence(near, values, veto, tuple(telling), is_title, told)


def _covered(words: frozenset[str], missing: frozenset[str], index: NameIndex) -> float:
    # fsum: the words of a set come in another order in each process, and the last digit of a sum with them.
    total = fsum(index.weight(word) for word in words)
    return 1.0 if total == 0 else 1 - fsum(index.weight(word) for word in missing) / total


def _shared_stems(here: Sequence[str], there: Sequence[str], index: NameIndex) -> float:
    """As ``shared_weight``, over words without prefixes and suffixes."""
    one = {stem(word): index.weight(word) for word in here}
    other = {stem(word): index.weight(word) for word in there}
    total = fsum(one.values()) + fsum(other.values())
    if not total:
        return 0.0
    return fsum(one[word] + other[word] for word in one.keys() & other.keys()) / total


def _heads(here: PrintedName, there: PrintedName, unit: str | None) -> tuple[float, float, float, float]:
    """(same, of different kinds, lacking in the print, added by it).

    A count is no share, unless the unit says that the head is loose: "Jumlah warga negara yang ..." in persen.
    """
    one, other = _kinds_of_heads(here), _kinds_of_heads(there)
    if unit == "persen" and "count" in other:
        other = other | {"share"}
    same = here.heads == there.heads or bool(one & other)
    differ = bool(one and other) and not one & other
    return (
        float(same),
        float(differ),
        float(bool(there.heads and not here.heads)),
        float(bool(here.heads and not there.heads)),
    )


def _kinds_of_heads(name: PrintedName) -> set[str]:
    """ "Jumlah rumah sakit yang memenuhi rasio ..." is a count: what stands first says what is measured."""
    kinds = lexicon().head_kinds
    first = kinds.get(name.text.partition(" ")[0])
    return {first} if first == "count" else {kinds[head] for head in name.heads if head in kinds}


def _other_measure(name: PrintedName, measure: str | None) -> tuple[Doubt, ...]:
    """ "Jumlah desa mandiri" for the share of such villages, or the other way round."""
    kinds = {lexicon().head_kinds.get(head) for head in name.heads} & {"share", "count"}
    if measure is None or not kinds or measure in kinds:
        return ()
    heads = frozenset(head for head in name.heads if head in lexicon().head_kinds)
    return (Doubt(quality="measure", words=heads, side="both"),)


def _count(found: Sequence[Doubt]) -> tuple[float, float, float]:
    sides = [doubt.side for doubt in found]
    return float(sides.count("source")), float(sides.count("catalogue")), float(sides.count("both"))


def _aside(name: PrintedName, indicator: int, index: NameIndex) -> tuple[float, float]:
    """Whether an abbreviation in brackets (or inside the name) stands for this indicator, or only for others."""
    known = {word: index.abbreviations.get(word, frozenset()) for word in (*short_forms(name), *name.words)}
    for aside in name.asides:
        places = (index.entries[place].indicator for place in index.exact.get(aside, ()))
        known[aside] = known.get(aside, frozenset()).union(places)
    agrees = any(indicator in places for places in known.values())
    # "akip" in a name of the indicator itself stands for no other one.
    own = index.said_by[indicator]
    contradicts = not agrees and any(places and not set(word.split()) <= own for word, places in known.items())
    return float(agrees), float(contradicts)


def _begins_alone(name: PrintedName, indicator: int, index: NameIndex) -> bool:
    """The print is the beginning of a name of this indicator, and of no other one: a narrow column cut it off.

    Two words must tell something: "Rata-rata capaian" begins many rows that are no indicator.
    """
    places = index.beginnings.get(name.core, frozenset()) if len(name.words) >= 2 else frozenset()
    return indicator in places and places <= {indicator, *index.twins.get(indicator, ())}


def _number_agrees(name: PrintedName, code: str) -> bool:
    return name.number is not None and len(name.number) >= 3 and code.endswith("." + name.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around one mention, worked out once for all its candidates."""

    name: PrintedName
    words: frozenset[str]
    """The longer words of the headings above."""
    families: Mapping[str, float]
    """Share of each family of codes among the sure answers of the other rows of the table."""


def place_evidence(
    mention: Mention, near: Near, around: Around, index: NameIndex, units: UnitBook
) -> tuple[float, ...]:
    """What stands around the mention: unit, value, report, headings above, rows beside."""
    indicator = index.indicators[near.indicator]
    is_ratio = mention.kind == "capaian"  # a ratio in percent says nothing of the indicator's own unit or range
    fit = "unknown" if is_ratio else _fit(mention.unit or around.name.unit, around.name, indicator.unit, units)
    possible = None if is_ratio or fit not in ("same", "unknown") else _possible(mention, near, index)
    asks = None if mention.report is None else mention.report in index.asked[near.indicator]
    return (
        float(fit == "same"),
        float(fit == "alike"),
        float(fit == "other"),
        float(possible is True),
        float(possible is False),
        float(asks is True),
        float(asks is False),
        _around_agrees(around.words, indicator.urusan, indicator.lead_opd),
        around.families.get(family_of(indicator.code), 0.0),
        float(
            is_money(indicator.unit)
            and indicator.code.startswith("keu.")
            and not _speaks_of_money(mention, around.name.unit, units)
        ),
        float(fit not in ("same", "alike") and _is_short_unsupported(around)),
    )


def _fit(printed: str | None, name: PrintedName, wanted: str | None, units: UnitBook) -> str:
    """ "Persentase ..." without a unit is none in "per 100.000 KH"; that it may be one in per cent is no news."""
    fit = units.fit(printed, wanted)
    if fit == "unknown" and name.text.startswith("persentase ") and units.fit("%", wanted) == "other":
        return "other"
    return fit


def _possible(mention: Mention, near: Near, index: NameIndex) -> bool | None:
    indicator = index.indicators[near.indicator]
    low, high = indicator.plausible_min, indicator.plausible_max
    if mention.value is None or low is None or high is None or is_money(indicator.unit):
        return None
    return low <= mention.value <= high


def is_money(unit: str | None) -> bool:
    return unit is not None and "rupiah" in unit


def _speaks_of_money(mention: Mention, in_name: str | None, units: UnitBook) -> bool:
    printed = mention.unit or in_name
    return is_money(units.unit_of(printed)) or (
        printed is None and mention.value is not None and abs(mention.value) >= 1000
    )


def _is_short_unsupported(around: Around) -> bool:
    """A lone "IKU" or "APS": it means several things, and nothing near says which."""
    words = around.name.text.split()
    short = next((word for word in words if word in lexicon().ambiguous_short), None)
    if short is None or len(around.name.words) > 1:
        return False
    said = around.words | {word for aside in around.name.asides for word in aside.split()}
    scored = any(lexicon().head_kinds.get(head) == "score" for head in around.name.heads)
    return not scored and not said & lexicon().ambiguous_short[short]


def family_of(code: str) -> str:
    """What stands together in reports: "ikk.kesehatan", "makro", "lhe"."""
    parts = code.split(".")
    return ".".join(parts[: 2 if len(parts) > 2 else 1])


def _around_agrees(around: frozenset[str], urusan: str | None, opd: str | None) -> float:
    return float(bool(around & _owner_words(f"{urusan or ''} {opd or ''}")))


@cache
def _owner_words(text: str) -> frozenset[str]:
    words = {word.strip(",;()/&").casefold() for word in text.split()} - lexicon().dropped
    return frozenset(word for word in words if len(word) > 3)
