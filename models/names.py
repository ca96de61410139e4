"""A printed name becomes words: line breaks, numbering, units and abbreviations out, one spelling in.

Pure functions, text in, facts out. The order matters: what needs capitals (glued words, numbering) comes before
the text is folded, what needs whole words comes after broken ones are mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from models.lexicon import lexicon

_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d])[-\u00ad]\s*\n\s*(?=[a-z])")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_TWICE = re.compile(r"\b([^\W\d_]{3,})2\b")
_DIGIT_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d)|(?<=\d)(?=tahun)")
_NUMBERING = re.compile(
    r"^\s*(?P<number>\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?:\.\(?[0-9a-zA-Z]{1,3}\)?)*[.)]+(?:\(?[a-z]\)|\*)*"
    r"|\d{1,2}(?:\.\(?[0-9a-z]{1,3}\)?)+\.?\*?|\d{1,2}(?=\s+[A-Z]))\s*\*?\s+",
)
_BULLET = re.compile(r"^[\s\-–—•▪●◦*·✓➢>]+|[\s*^†‡:;.,\-–]+$")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_PER_UNIT = re.compile(
    r"(?:\bper|/)\s*(1\.?000|10\.?000|100\.?000|1000|mil)\s*(kelahiran hidup|kh|penduduk|jiwa|perempuan|wus)?\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RANGE = re.compile(r"\b(\d{1,2})\s*(?:-|–|s/d|s\.\s?d\.?|sd|sampai|hingga)\s*(\d{1,2})\b")
_DISAGGREGATED = re.compile(r",?\s+(?:di|me)rinci\b.*$|,\s*menurut\b.*$", re.IGNORECASE)
_ALIKE_IN_PRINT = str.maketrans("1l|0b", "iiioh")
_SHORT_FORM = re.compile(r"\b(?:[A-Z]{2,8}\d?|[A-Z]\d{1,2}|[A-Z][a-z]{1,5}[A-Z][A-Za-z]{1,8})\b")
_THRESHOLD = re.compile(r"(?:[<>≥≤]=?|\bminimal\b|\bmaksimal\b)\s*(\d+)")
_LIMIT = re.compile(r"[<>≥≤]=?\s*\d+")
_BEHIND_SLASH = re.compile(r"^(?P<name>.*\S)\s*/\s*(?P<short>[A-Z]{2,8})(?=\s*(?:$|[(\[*^]))(?P<rest>.*)$")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """A name as matching sees it."""

    text: str
    """All its words in one form, brackets left out."""
    words: tuple[str, ...]
    """The words that carry meaning, heads ("persentase", "jumlah") left out."""
    heads: frozenset[str]
    asides: tuple[str, ...]
    """What stood in brackets or after a slash, in one form: abbreviations and explanations."""
    number: str | None = None
    """Its numbering, without dots: "1a1" for "1.a.1."."""
    unit: str | None = None
    """The unit that stood in the name: "%" for "IPM (%)", "per 100.000 KH"."""
    ages: frozenset[str] = frozenset()
    """Ranges such as "5-6"."""
    short_forms: frozenset[str] = frozenset()
    """Short forms among its words that are written out nowhere: "k3" of "Pelanggaran K3"."""
    thresholds: frozenset[str] = frozenset()
    """Numbers that narrow it: "90" of "mencapai UCI ≥90%"."""
    raw: str = ""

    core: str = ""
    """The text without words that carry no meaning: what is compared letter by letter."""

    @property
    def squeezed(self) -> str:
        """The core without spaces, for words that were broken or glued."""
        return self.core.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Speller:
    """Brings words to one form; knows the catalogue's spellings, words and abbreviations."""

    spellings: Mapping[str, str]
    vocabulary: frozenset[str]
    skeletons: Mapping[str, str]
    """Word with letters that print alike made equal ("l", "i", "1") -> the word."""
    units: frozenset[str]
    """Every variant of a unit, folded."""

    def name(self, printed: str) -> PrintedName:
        """Read a printed name."""
        text = mend_lines(printed)
        number, text = split_numbering(text)
        text = bracket_initials(_LIMIT.sub(" ", text))
        text = _DISAGGREGATED.sub("", re.sub(r"/\s*(?=kapita\b)", " per ", text, flags=re.IGNORECASE))
        text, brackets = split_brackets(text)
        unit, text = self._unit_of(text, brackets)
        asides = tuple(filter(None, (self.line(part) for part in brackets if not self._is_unit(part))))
        line = self.line(text)
        if not line and asides:
            line, asides = asides[0], asides[1:]
        return replace(
            printed_name(line, asides=asides, number=number, unit=unit, raw=printed),
            short_forms=self._short_forms(printed),
            thresholds=frozenset(_THRESHOLD.findall(printed)),
        )

    def _short_forms(self, printed: str) -> frozenset[str]:
        if printed.isupper():
            return frozenset()
        short = {word.casefold() for word in _SHORT_FORM.findall(printed)}
        return frozenset(word for word in short if self.line(word) == word and word not in self.units)

    def line(self, text: str) -> str:
        """Words in one form, joined by spaces."""
        words = [self._spelt(word) for word in _WORD.findall(_ranges(text.casefold()))]
        mended = self._mended(" ".join(words).split())
        return _phrased(" ".join(" ".join(self._spelt(word) for word in mended).split()))

    def _spelt(self, word: str) -> str:
        word = self.spellings.get(word, word)
        return lexicon().words.get(word, word)

    def _mended(self, words: Sequence[str]) -> list[str]:
        """Join words that a narrow column broke, split glued ones, put right letters that print alike."""
        mended: list[str] = []
        position = 0
        while position < len(words):
            word = words[position]
            following = words[position + 1] if position + 1 < len(words) else ""
            if word not in self.vocabulary and following and self._joins(word, following):
                mended.append(word + following)
                position += 2
                continue
            mended.extend(self._known(word).split())
            position += 1
        return mended

    def _joins(self, word: str, following: str) -> bool:
        broken = following not in self.vocabulary or len(following) <= 3
        return broken and word + following in self.vocabulary

    def _known(self, word: str) -> str:
        if word in self.vocabulary or len(word) < 3 or any(letter.isdigit() for letter in word[1:]):
            return word
        if (alike := self.skeletons.get(skeleton(word))) is not None:
            return alike
        return _nearest(word, self) or word

    def _is_unit(self, text: str) -> bool:
        return " ".join(text.casefold().split()).strip(" .") in self.units

    def _unit_of(self, text: str, brackets: Sequence[str]) -> tuple[str | None, str]:
        unit = next((part for part in brackets if self._is_unit(part)), None)
        folded = text.casefold()
        if found := _PER_UNIT.search(folded):
            unit = unit or " ".join(found.group(0).split())
            text = text[: found.start()] + " " + text[found.end() :]
        if text.lstrip().startswith("%"):
            return unit or "%", "persentase " + text.lstrip()[1:]
        if text.rstrip().endswith("%"):
            return unit or "%", text.rstrip()[:-1]
        return unit, text


def mend_lines(printed: str) -> str:
    """One line, one kind of dash, words that were broken by a hyphen or glued by capitals put right."""
    text = unicodedata.normalize("NFKC", printed).replace("_", " ")
    text = _TWICE.sub(r"\1 \1", _HYPHEN_BREAK.sub("", text))
    text = _DIGIT_GLUED.sub(" ", _GLUED.sub(" ", text))
    return _BULLET.sub("", " ".join(text.split()))


def split_numbering(text: str) -> tuple[str | None, str]:
    """("1a1", rest) of "1.a.1. rest"; (None, text) where there is no numbering."""
    found = _NUMBERING.match(text)
    if found is None or found.end() >= len(text):
        return None, text
    return re.sub(r"[^0-9a-z]", "", found.group("number").casefold()), text[found.end() :]


def bracket_initials(text: str) -> str:
    """ "Indeks Pembangunan Gender / IPG" as "Indeks Pembangunan Gender (IPG)": its initials name it once more."""
    found = _BEHIND_SLASH.match(text)
    if found is None:
        return text
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", found["name"])).casefold()
    # "I" of "Indeks" is often read as "l".
    short = found["short"].casefold()
    if len(short) < 2 or initials.replace("l", "i") != short.replace("l", "i"):
        return text
    return f"{found['name']} ({found['short']}){found['rest']}"


def split_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its brackets, and what stood in them."""
    inside = tuple(" ".join(part.split()) for part in _BRACKETS.findall(text))
    return " ".join(_BRACKETS.sub(" ", text).split()), tuple(filter(None, inside))


def printed_name(
    line: str, *, asides: tuple[str, ...] = (), number: str | None = None, unit: str | None = None, raw: str = ""
) -> PrintedName:
    """Sort the words of a normalised line into meaning and heads."""
    known = lexicon()
    words = [word for word in line.split() if not _YEAR.fullmatch(word)]
    meaning = tuple(word for word in words if word not in known.dropped and word not in known.heads)
    return PrintedName(
        text=" ".join(words),
        core=" ".join(word for word in words if word not in known.dropped) or " ".join(words),
        words=meaning,
        heads=frozenset(word for word in words if word in known.heads),
        asides=asides,
        number=number,
        unit=unit,
        ages=frozenset(word for word in words if re.fullmatch(r"\d{1,2}-\d{1,2}", word)),
        raw=raw,
    )


def skeleton(word: str) -> str:
    """Letters that scanners and fonts mix up made equal."""
    return word.replace("rn", "m").translate(_ALIKE_IN_PRINT)


def make_speller(texts: Iterable[str], spellings: Mapping[str, str], units: Iterable[str]) -> Speller:
    """A speller whose vocabulary is the words of ``texts`` and of the lexicon."""
    known = lexicon()
    own = {word for entry in (*known.words.values(), *known.phrases, *known.phrases.values()) for word in entry.split()}
    own |= known.heads | known.dropped | set(known.words)
    own |= {word for q in known.qualifiers for wordings in q.values.values() for w in wordings for word in w.split()}
    bare = Speller(spellings, frozenset(), {}, frozenset())
    for text in texts:
        own.update(bare.line(mend_lines(split_numbering(text)[1])).split())
    vocabulary = frozenset(own)
    skeletons: dict[str, str] = {}
    for word in sorted(vocabulary):
        if len(word) >= 3:
            skeletons.setdefault(skeleton(word), word)
    return Speller(
        spellings, vocabulary, skeletons, frozenset(" ".join(u.casefold().split()).strip(" .") for u in units)
    )


def _ranges(text: str) -> str:
    return _RANGE.sub(r"\1-\2", text)


def _phrased(line: str) -> str:
    """Replace phrases by their one form, longest first; twice, as one replacement may make the next possible."""
    padded = f" {line} "
    for _ in range(2):
        padded = _phrase_pattern().sub(lambda found: f" {lexicon().phrases[found.group(1)]} ", padded)
        padded = f" {' '.join(padded.split())} "
    return padded.strip()


@cache
def _phrase_pattern() -> re.Pattern[str]:
    longest_first = sorted(lexicon().phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r" (" + "|".join(map(re.escape, longest_first)) + r")(?= )")


def _nearest(word: str, speller: Speller) -> str | None:
    """The one known word at one edit (two in long words) that begins alike; glued words are split."""
    if len(word) < 6:  # too many short words are one letter apart: hutan, human
        return None
    near = _edits(word, speller.vocabulary)
    if near is not None:
        return near
    for cut in range(3, len(word) - 2):
        left, right = word[:cut], word[cut:]
        if left in speller.vocabulary and right in speller.vocabulary and len(right) >= 4:
            return f"{left} {right}"
    return None


def _edits(word: str, vocabulary: frozenset[str]) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    furthest = 2 if len(word) >= 10 else 1
    alike = by_initial(vocabulary).get(word[0], ())
    found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=furthest, limit=2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return str(found[0][0]) if len(str(found[0][0])) >= 5 else None


@cache
def by_initial(vocabulary: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The vocabulary by first letter: an unknown word is compared with those that begin alike."""
    grouped: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        grouped.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in grouped.items()}
