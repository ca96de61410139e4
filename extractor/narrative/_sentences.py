"""Paragraphs become sentences, on one line, with hyphenation undone, and each character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor._number_repair import repair_letters
from extractor.facts import Box, Paragraph

_ABBREVIATION = re.compile(
    r"(?:\b(?:no|rp|kab|prov|kec|kel|dll|dsb|dst|hal|tgl|jl|ir|dr|drs|dra|prof|h|hj|sdr|yth|bpk|tk|thn|ta|t\.a|"
    r"s\.d|a\.n|"
    r"u\.p|gub|bup|min|maks|max|ket|st|mr)|\b[A-Z]|(?:^|\s)\d{1,2}|(?:^|\s)[a-z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?:[\"”’)\]]*)(?=\s+[\"“(\[]?[A-Z0-9•])")
_HYPHEN = re.compile(r"(?<=[a-z])[-\xad]\s*\n\s*(?=[a-z])|\xad")
_SPACES = re.compile(r"\s+")
_CAPITAL_I = re.compile(r"\bl(?=[nm][dp][a-zA-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence on one line."""

    text: str
    origins: tuple[int, ...]
    """For each character of ``text``, its offset in the paragraph."""
    number: int
    """1-based in its paragraph."""


def sentences_of(paragraph: Paragraph) -> list[Sentence]:
    """The sentences of a paragraph."""
    text, origins = _one_line(paragraph.text)
    text = _CAPITAL_I.sub("I", repair_letters(text))
    return [
        Sentence(text=text[start:end], origins=origins[start:end], number=number)
        for number, (start, end) in enumerate(_bounds(text), start=1)
    ]


def _one_line(text: str) -> tuple[str, tuple[int, ...]]:
    """Hyphens of line ends taken out, white space made one space; offsets kept."""
    kept: list[str] = []
    origins: list[int] = []
    dropped = {index for match in _HYPHEN.finditer(text) for index in range(*match.span())}
    for index, letter in enumerate(text):
        if index in dropped:
            continue
        if letter.isspace():
            if kept and kept[-1] != " ":
                kept.append(" ")
                origins.append(index)
            continue
        kept.append(letter)
        origins.append(index)
    return "".join(kept), tuple(origins)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATION.search(text[max(start, match.end() - 8) : match.start() + 1]):
            continue
        yield start, match.end()
        start = match.end()
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text):
        yield start, len(text)


def box_of(paragraph: Paragraph, sentence: Sentence, start: int, end: int) -> Box | None:
    """The printed lines that hold characters ``start`` to ``end`` of a sentence."""
    if not paragraph.line_boxes:
        return paragraph.box
    first, last = sentence.origins[start], sentence.origins[max(start, end - 1)]
    boxes = []
    for index, (offset, box) in enumerate(paragraph.line_boxes):
        following = paragraph.line_boxes[index + 1][0] if index + 1 < len(paragraph.line_boxes) else len(paragraph.text)
        if offset <= last and following > first:
            boxes.append(box)
    if not boxes:
        return paragraph.box
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
