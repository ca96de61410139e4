"""Paragraphs become sentences, on one line, with hyphenation undone, and each character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor._number_repair import repair_letters
from extractor.facts import Box, Paragraph
from extractor.narrative._cues import TOLD, Cue, Told
from extractor.narrative._language import CUES, pipe
from extractor.narrative._words import HOLDS_VALUE
from extractor.narrative.spans import Opinions, within

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PIECE = re.compile(r"(?P<hyphen>(?<=[a-z])[-\xad]\s*\n\s*(?=[a-z])|\xad)|(?P<space>\s+)|[^\s\xad-]+|-")
_CAPITAL_I = re.compile(r"\bl(?=[nm][dp][a-zA-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence on one line."""

    text: str
    """As it is read: letters that scanners took for digits are put right."""
    printed: str
    """The same, of the same length, as it is printed."""
    origins: tuple[int, ...]
    """For each character of ``text``, its offset in the paragraph."""
    number: int
    """1-based in its paragraph."""
    told: Told | None
    """``None`` where it tells no value."""
    cues: tuple[Cue, ...]
    """Where words of the kinds, of changes, of other regions stand in ``text``."""
    opinions: Opinions
    """What the trained model takes each value for, by its first and last character in ``text``."""


def value_sentences(paragraphs: Sequence[Paragraph]) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph that may tell a value; none of the others, which the pipeline never sees."""
    lines = [_one_line(paragraph.text) for paragraph in paragraphs]
    texts = [
        "" if paragraph.is_heading or not HOLDS_VALUE.search(text) else _CAPITAL_I.sub("I", repair_letters(text))
        for paragraph, (text, _) in zip(paragraphs, lines, strict=True)
    ]
    if not any(texts):
        yield from ([] for _ in paragraphs)
        return
    docs = pipe(text for text in texts if text)
    for text, (printed, origins) in zip(texts, lines, strict=True):
        yield _sentences(next(docs), printed, origins) if text else []


def _sentences(doc: Doc, printed: str, origins: tuple[int, ...]) -> list[Sentence]:
    parts = zip(doc.sents, doc.user_data[TOLD], doc.user_data[CUES], strict=True)
    return [
        Sentence(
            text=span.text,
            printed=printed[span.start_char : span.end_char],
            origins=origins[span.start_char : span.end_char],
            number=number,
            told=told,
            cues=cues,
            opinions=within(doc, span.start_char, span.end_char) if told else {},
        )
        for number, (span, told, cues) in enumerate(parts, start=1)
    ]


def _one_line(text: str) -> tuple[str, tuple[int, ...]]:
    """Hyphens of line ends taken out, white space made one space; offsets kept."""
    kept: list[str] = []
    origins: list[int] = []
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "hyphen":
            continue
        if piece.lastgroup is None:
            kept.append(piece.group())
            origins.extend(range(*piece.span()))
        elif kept and kept[-1] != " ":
            kept.append(" ")
            origins.append(piece.start())
    return "".join(kept), tuple(origins)


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
