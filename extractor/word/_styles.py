"""What a paragraph inherits from its style: heading level, numbering, weight and size."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.word._names import RPR, VAL, Element, is_on, w

_HEADING = re.compile(r"(?:heading|judul)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
"""Outline level 9 is Word's word for "no heading"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style with what it inherits filled in; ``None`` where nothing is said."""

    heading: int | None = None
    """Outline level from 0."""
    num_id: str | None = None
    num_level: int | None = None
    chain: tuple[str, ...] = ()
    """Ids of the style and of those it is based on, nearest first: a list's level may name one of them."""
    bold: bool | None = None
    size: float | None = None


class Styles:
    """The styles of one file, each resolved once along its ``basedOn`` chain."""

    def __init__(self, tree: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default: str | None = None
        self._size: float | None = None
        self._resolved: dict[str | None, Style] = {}
        if tree is None:
            return
        for element in tree.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            self._elements[name] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true"}:
                self._default = name
        defaults = tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
        self._size = size_of(defaults)

    def of(self, style_id: str | None) -> Style:
        """The style of a paragraph that names ``style_id`` (or none, which means the default style)."""
        key = style_id if style_id in self._elements else self._default
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def numbering_of(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        element = self._elements.get(style_id)
        found = None if element is None else element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        return None if found is None else found.get(VAL)

    def _resolve(self, style_id: str | None) -> Style:
        chain: list[str] = []
        while style_id is not None and style_id in self._elements and style_id not in chain:
            chain.append(style_id)
            parent = self._elements[style_id].find(w("basedOn"))
            style_id = None if parent is None else parent.get(VAL)
        style = Style(size=self._size, chain=tuple(chain))
        for name in reversed(chain):
            style = _laid_over(style, self._elements[name])
        return style


def size_of(run_properties: Element | None) -> float | None:
    """Font size in points."""
    found = None if run_properties is None else run_properties.find(w("sz"))
    return None if found is None else points(found)


def points(size: Element) -> float | None:
    """The value of ``w:sz``, which counts half points."""
    value = size.get(VAL, "")
    return int(value) / 2 if value.isdigit() and len(value) < 6 else None


def level_of(element: Element | None) -> int | None:
    """The number in an element such as ``w:ilvl``; levels run from 0 to 9."""
    value = "" if element is None else element.get(VAL, "")
    return min(int(value[:3]), _BODY_LEVEL) if value[:3].isdigit() else None


def _laid_over(base: Style, element: Element) -> Style:
    style = base
    level = level_of(element.find(f"{w('pPr')}/{w('outlineLvl')}"))
    if level is not None:
        style = replace(style, heading=level if level < _BODY_LEVEL else None)
    else:
        style = _heading_by_name(style, element)
    num_id = element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    if num_id is not None:
        style = replace(style, num_id=num_id.get(VAL), num_level=None)
    num_level = level_of(element.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}"))
    if num_level is not None:
        style = replace(style, num_level=num_level)
    run_properties = element.find(RPR)
    if run_properties is not None:
        weight = run_properties.find(w("b"))
        style = replace(
            style,
            bold=style.bold if weight is None else is_on(weight),
            size=size_of(run_properties) or style.size,
        )
    return style


def _heading_by_name(style: Style, element: Element) -> Style:
    found = element.find(w("name"))
    name = "" if found is None else found.get(VAL, "")
    if name.lower() == "title":
        return replace(style, heading=0)
    heading = _HEADING.fullmatch(name)
    return style if heading is None else replace(style, heading=int(heading.group(1)) - 1)
