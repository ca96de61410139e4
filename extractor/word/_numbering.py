"""The numbers that Word computes and does not store: "1.", "b)", "III", "2.1.3"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.word._names import VAL, Element, is_on, w
from extractor.word._styles import Style, Styles, level_of

LEVELS = 9
BULLET = "•"

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


@dataclass(slots=True, kw_only=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    """Restarts only after a level above this one; 0 never; ``None`` after any higher level."""
    legal: bool = False
    """All parts in Arabic digits."""
    style: str | None = None


@dataclass(slots=True, kw_only=True)
class _List:
    """One ``w:num``: levels, and where it starts anew."""

    counter: str
    """Lists over the same definition count on together."""
    levels: list[_Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the document; ask once for each numbered paragraph, in order."""

    def __init__(self, tree: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if tree is not None:
            self._definitions = {e.get(w("abstractNumId"), ""): e for e in tree.iterchildren(w("abstractNum"))}
            self._numbers = {e.get(w("numId"), ""): e for e in tree.iterchildren(w("num"))}

    def label(self, own: Element | None, style: Style) -> str:
        """The number printed before a paragraph with this ``w:numPr`` of its own; empty where it has none."""
        num_id, level = _asked(own, style)
        if num_id is None:
            return ""
        listed = self._list(num_id)
        if listed is None:
            return ""
        if level is None:
            level = _level_named(listed, style)
        level = min(level, LEVELS - 1)
        counts = self._advance(num_id, listed, level)
        return _printed(listed.levels, level, counts)

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        number = self._numbers.get(num_id)
        if number is None:
            return None
        counter, definition = self._definition_of(number)
        if definition is None:
            return None
        listed = _List(counter=counter, levels=_levels(definition))
        for override in number.iterchildren(w("lvlOverride")):
            level = level_of_attribute(override)
            start = override.find(w("startOverride"))
            redefined = override.find(w("lvl"))
            if redefined is not None:
                listed.levels[level] = _read_level(redefined)
            if start is not None:
                listed.overrides[level] = _whole(start.get(VAL), 1)
        return listed

    def _definition_of(self, number: Element) -> tuple[str, Element | None]:
        """Follow ``numStyleLink`` to the list that the numbering style stands for, a few steps at most."""
        counter = ""
        for _ in range(5):
            link = number.find(w("abstractNumId"))
            counter = "" if link is None else link.get(VAL, "")
            definition = self._definitions.get(counter)
            style_link = None if definition is None else definition.find(w("numStyleLink"))
            if style_link is None:
                return counter, definition
            number = self._numbers.get(self._styles.numbering_of(style_link.get(VAL, "")) or "")
            if number is None:
                return counter, definition
        return counter, None

    def _advance(self, num_id: str, listed: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(listed.counter, [None] * LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for overridden in listed.overrides:
                counts[overridden] = None
        for at in range(level + 1):
            current = counts[at]
            if current is None:
                counts[at] = listed.overrides.get(at, listed.levels[at].start)
            elif at == level:
                counts[at] = current + 1
        for deeper in range(level + 1, LEVELS):
            restart = listed.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None
        return counts


def _asked(own: Element | None, style: Style) -> tuple[str | None, int | None]:
    """The list and level of a paragraph: its own, else its style's."""
    num_id, level = style.num_id, style.num_level
    if own is not None:
        found = own.find(w("numId"))
        if found is not None:
            num_id, level = found.get(VAL), 0
        own_level = level_of(own.find(w("ilvl")))
        level = level if own_level is None else own_level
    return (None, None) if num_id in {None, "0"} else (num_id, level)


def _level_named(listed: _List, style: Style) -> int:
    """The level that names the paragraph's style, or one it is based on; else the first."""
    named = {level.style: at for at, level in reversed(list(enumerate(listed.levels)))}
    return next((named[name] for name in style.chain if name in named), 0)


def level_of_attribute(element: Element) -> int:
    return min(_whole(element.get(w("ilvl")), 0), LEVELS - 1)


def _levels(definition: Element) -> list[_Level]:
    levels = [_Level() for _ in range(LEVELS)]
    for element in definition.iterchildren(w("lvl")):
        levels[level_of_attribute(element)] = _read_level(element)
    return levels


def _read_level(element: Element) -> _Level:
    def value(name: str) -> str | None:
        found = element.find(w(name))
        return None if found is None else found.get(VAL)

    restart = value("lvlRestart")
    return _Level(
        start=_whole(value("start"), 0),
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restart=None if restart is None else _whole(restart, 0),
        legal=is_on(element.find(w("isLgl"))),
        style=value("pStyle"),
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 7 else otherwise


def _printed(levels: list[_Level], level: int, counts: list[int | None]) -> str:
    asked = levels[level]
    if asked.form == "bullet":
        return BULLET if asked.text.strip() else ""

    def number(placeholder: re.Match[str]) -> str:
        at = int(placeholder.group(1)) - 1
        count = counts[at] if at <= level else None
        if count is None:
            return ""
        return str(count) if asked.legal else number_as(count, levels[at].form)

    return _PLACEHOLDER.sub(number, asked.text).strip()


def number_as(count: int, form: str) -> str:
    """The count in one of Word's number formats; those not known print as Arabic digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in {"upperLetter", "lowerLetter"}:
        return _letter(count) if form == "upperLetter" else _letter(count).lower()
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count <= _LARGEST_ROMAN:
        return str(count)
    written = ""
    for value, letters in _ROMAN:
        repeats, count = divmod(count, value)
        written += letters * repeats
    return written


def _letter(count: int) -> str:
    """A..Z, then AA, BB, ... as Word counts."""
    if not 0 < count <= 26 * 30:
        return str(count)
    repeats, letter = divmod(count - 1, 26)
    return chr(ord("A") + letter) * (repeats + 1)
