"""All names of the catalogue, ready to be searched: names, aliases, abbreviations, word weights, TF-IDF."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.derived_names import derived_names
from models.errors import AliasOfUnknownIndicator, EmptyName
from models.facts import Alias, Catalogue, Indicator
from models.names import PrintedName, Speller, make_speller
from models.qualifiers import Allowed, Qualities, allowed, exact_keys, qualities

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

# Two indicators with one of these relations have the same value: a name may stand for either.
SAME_VALUE = frozenset({"same_value", "proxy_same_value"})
# These measure the same thing by a slightly other rule: they are no rivals, but one is not the other.
TWINS = SAME_VALUE | {"same_concept"}
_LONGEST_ABBREVIATION = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name of one indicator."""

    indicator: int
    """Position in ``NameIndex.indicators``."""
    name: PrintedName
    qualities: Qualities
    text: str
    """As the catalogue writes it."""
    ambiguous: str = ""
    region: str | None = None
    """Set where reviewers of this region confirmed the wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The catalogue as matching searches it. Made once by ``build_index``."""

    indicators: tuple[Indicator, ...]
    position: Mapping[str, int]
    entries: tuple[Entry, ...]
    speller: Speller
    exact: Mapping[str, tuple[int, ...]]
    """Core of a name, with what its brackets add -> entries."""
    confirmed: Mapping[tuple[str, str], tuple[int, ...]]
    """(region, core of a name) -> entries that this region confirmed."""
    abbreviations: Mapping[str, frozenset[int]]
    """Short form -> indicators it is used for."""
    weights: Mapping[str, float]
    """Word -> how telling it is (inverse document frequency)."""
    heaviest: float
    """Weight of a word that no name of the catalogue has."""
    vectorizer: TfidfVectorizer
    vectors: csr_matrix
    """Letters of the core of each entry, TF-IDF."""
    word_column: Mapping[str, int]
    word_weights: csr_matrix
    """Entry x word: the weight of each word that the entry has."""
    total_weights: NDArray[np.float64]
    """The weight of all words of each entry."""
    twins: Mapping[int, frozenset[int]]
    """Indicator -> those that have the same value by the catalogue's relations."""
    allowed: tuple[Allowed, ...]
    """What the names of each indicator say, together."""
    same_value: Mapping[int, frozenset[int]]
    """As ``twins``, without those that are only the same concept."""
    measures: Mapping[int, str]
    """``share`` or ``count`` for indicators that the catalogue has in both measures (``count_of``)."""
    asked: tuple[frozenset[str], ...]
    """Reports that ask for each indicator."""
    said_by: tuple[frozenset[str], ...]
    """All words of the names of each indicator, those in brackets too."""
    thresholds: tuple[frozenset[str], ...]
    """Numbers that the names of each indicator are narrowed by."""
    beginnings: Mapping[str, frozenset[int]]
    """The first words of a core, two or more -> the indicators with a name that begins so."""

    def weight(self, word: str) -> float:
        return self.weights.get(word, self.heaviest)

    def is_shared(self, entry: Entry) -> bool:
        """Whether other indicators have the very same name."""
        return len({self.entries[place].indicator for place in self.exact[exact_keys(entry.name)[0]]}) > 1


def build_index(catalogue: Catalogue) -> NameIndex:
    """Normalise every name of the catalogue and weigh its words."""
    position = {indicator.code: place for place, indicator in enumerate(catalogue.indicators)}
    speller = speller_of(catalogue)
    entries = tuple(_entries(catalogue, position, speller))
    weights, heaviest = _word_weights(entries, len(catalogue.indicators))
    vectorizer, vectors = _vectors(entries)
    word_column = {word: column for column, word in enumerate(sorted(weights))}
    word_weights = _word_matrix(entries, word_column, weights)
    return NameIndex(
        indicators=catalogue.indicators,
        position=position,
        entries=entries,
        speller=speller,
        exact=_exact(entries),
        confirmed=_confirmed(entries),
        abbreviations=_abbreviations(entries),
        weights=weights,
        heaviest=heaviest,
        vectorizer=vectorizer,
        vectors=vectors,
        word_column=word_column,
        word_weights=word_weights,
        total_weights=np.asarray(word_weights.sum(axis=1)).ravel(),
        twins=_related(catalogue, position, TWINS),
        same_value=_related(catalogue, position, SAME_VALUE),
        allowed=_allowed(entries, len(position)),
        measures=_measures(catalogue, position),
        asked=tuple(catalogue.asked_by.get(indicator.code, frozenset()) for indicator in catalogue.indicators),
        said_by=_united(entries, len(position), _words_of),
        thresholds=_united(entries, len(position), lambda name: name.thresholds),
        beginnings=_beginnings(entries),
    )


def speller_of(catalogue: Catalogue) -> Speller:
    """A speller that knows the words, spellings and units of the catalogue."""
    texts = [indicator.name for indicator in catalogue.indicators] + [alias.text for alias in catalogue.aliases]
    units = [unit for name, variants in catalogue.units.items() for unit in (name, *variants)]
    return make_speller(texts, catalogue.spellings, units)


def _entries(catalogue: Catalogue, position: Mapping[str, int], speller: Speller) -> Iterable[Entry]:
    for place, indicator in enumerate(catalogue.indicators):
        if not indicator.name.strip():
            raise EmptyName(code=indicator.code)
        yield _entry(place, indicator.name, speller, region=indicator.region)
    for alias in catalogue.aliases:
        yield _alias_entry(alias, position, speller)
    yield from _derived(catalogue, position, speller)


def _derived(catalogue: Catalogue, position: Mapping[str, int], speller: Speller) -> Iterable[Entry]:
    """Once each: "a. Perencanaan Kinerja - Kualitas" is no other name than the one without its letter."""
    seen = set()
    for code, text in derived_names(catalogue):
        entry = _entry(position[code], text, speller)
        if (code, entry.name.core) not in seen:
            seen.add((code, entry.name.core))
            yield entry


def _alias_entry(alias: Alias, position: Mapping[str, int], speller: Speller) -> Entry:
    if alias.code not in position:
        raise AliasOfUnknownIndicator(alias=alias.text, code=alias.code)
    if not alias.text.strip():
        raise EmptyName(code=alias.code)
    return _entry(position[alias.code], alias.text, speller, ambiguous=alias.ambiguous, region=alias.region)


def _entry(place: int, text: str, speller: Speller, *, ambiguous: str = "", region: str | None = None) -> Entry:
    name = speller.name(text)
    return Entry(indicator=place, name=name, qualities=qualities(name), text=text, ambiguous=ambiguous, region=region)


def _word_weights(entries: Iterable[Entry], documents: int) -> tuple[dict[str, float], float]:
    """Inverse document frequency, where a document is all names of one indicator."""
    seen: dict[str, set[int]] = {}
    for entry in entries:
        for word in entry.name.words:
            seen.setdefault(word, set()).add(entry.indicator)
    weights = {word: math.log((1 + documents) / (1 + len(places))) for word, places in seen.items()}
    return weights, math.log((1 + documents) / 1.0)


def _vectors(entries: Iterable[Entry]) -> tuple[TfidfVectorizer, csr_matrix]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32)
    return vectorizer, vectorizer.fit_transform([entry.name.core for entry in entries])


def _allowed(entries: Iterable[Entry], indicators: int) -> tuple[Allowed, ...]:
    names: list[list[Qualities]] = [[] for _ in range(indicators)]
    for entry in entries:
        if entry.region is None or len(names[entry.indicator]) == 0:
            names[entry.indicator].append(entry.qualities)
    return tuple(allowed(own) for own in names)


def _united(
    entries: Iterable[Entry], indicators: int, said: Callable[[PrintedName], frozenset[str]]
) -> tuple[frozenset[str], ...]:
    own: list[set[str]] = [set() for _ in range(indicators)]
    for entry in entries:
        own[entry.indicator] |= said(entry.name)
    return tuple(map(frozenset, own))


def _words_of(name: PrintedName) -> frozenset[str]:
    return frozenset(word for text in (name.text, *name.asides) for word in text.split())


def _beginnings(entries: Iterable[Entry]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for entry in entries:
        words = entry.name.core.split()
        for end in range(2, len(words)):
            found.setdefault(" ".join(words[:end]), set()).add(entry.indicator)
    return {start: frozenset(places) for start, places in found.items()}


def _word_matrix(entries: Sequence[Entry], column: Mapping[str, int], weights: Mapping[str, float]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    cells = [(row, word) for row, entry in enumerate(entries) for word in sorted(set(entry.name.words))]
    values = [weights[word] for _, word in cells]
    return csr_matrix(
        (values, ([row for row, _ in cells], [column[word] for _, word in cells])), shape=(len(entries), len(column))
    )


def _exact(entries: Iterable[Entry]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        found.setdefault(exact_keys(entry.name)[0], []).append(place)
    return {text: tuple(places) for text, places in found.items()}


def _confirmed(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[int, ...]]:
    found: dict[tuple[str, str], list[int]] = {}
    for place, entry in enumerate(entries):
        if entry.region is not None:
            found.setdefault((entry.region, entry.name.core), []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _abbreviations(entries: Iterable[Entry]) -> dict[str, frozenset[int]]:
    """Names of one short word, and short words in brackets of longer names."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        for short in short_forms(entry.name):
            found.setdefault(short, set()).add(entry.indicator)
    return {short: frozenset(places) for short, places in found.items()}


def short_forms(name: PrintedName) -> tuple[str, ...]:
    """Single short words that name the whole: "ipm" of "IPM" and of "Indeks Pembangunan Manusia (IPM)"."""
    single = (name.text,) if " " not in name.text else ()
    return tuple(
        text for text in (*single, *name.asides) if text and " " not in text and len(text) <= _LONGEST_ABBREVIATION
    )


def _measures(catalogue: Catalogue, position: Mapping[str, int]) -> dict[int, str]:
    pairs = [one for one in catalogue.relations if one.relation == "count_of"]
    shares = {position[one.code_a]: "share" for one in pairs if one.code_a in position}
    return shares | {position[one.code_b]: "count" for one in pairs if one.code_b in position}


def _related(catalogue: Catalogue, position: Mapping[str, int], kinds: frozenset[str]) -> dict[int, frozenset[int]]:
    pairs: dict[int, set[int]] = {}
    for relation in catalogue.relations:
        if relation.relation in kinds and relation.code_a in position and relation.code_b in position:
            first, second = position[relation.code_a], position[relation.code_b]
            pairs.setdefault(first, set()).add(second)
            pairs.setdefault(second, set()).add(first)
    return {place: frozenset(others) for place, others in pairs.items()}
