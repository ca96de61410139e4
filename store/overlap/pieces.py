"""The text of a document in pieces that can be compared: one sentence, or one row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.overlap.names import tells_something

if TYPE_CHECKING:
    from extractor.facts import Cell, Grid, PageContent, Paragraph

CELLS_APART = " | "
LEAST_WORDS = 8
"""Shorter sentences ("Hal ini terlihat pada tabel berikut.") stand in every report."""
MOST_WORDS_OF_VALUE = 2
LEAST_CELL_WORDS = 12
"""A row without numbers tells something where one of its cells is as long as this."""

_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3}|[\d)%\"”])[.;!?](?=\s+[A-Z(\"“\d])")
"""Not behind short words: No. 5, Jl. Melati, dr. Sari."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_FORMULA = re.compile(r"[-_—]{4,}|[x×]\s*100\b")
"""How a form explains its own indicator; whoever fills it in did not write that."""
_LEADER = re.compile(r"(?:\.\s?){5,}|…{2,}|_{5,}")
"""Lines of a table of contents, and lines to be signed."""
_LAW = re.compile(
    r"^\W*(?:[a-z\d]{1,3}[.)]\s*)?(?:undang\s*-?\s*undang|peraturan|keputusan|instruksi|surat edaran)\b.{0,120}?"
    r"\bnomor\b.{0,60}?\btahun\b",
    re.I | re.S,
)
"""What a report is based on has to be quoted word by word: no duplicated effort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One sentence or row, where it stands, and whether it can be compared by itself."""

    text: str
    page: int | None
    locator: str
    """Of the paragraph, or of the table."""
    is_row: bool
    words: tuple[str, ...]
    """Small letters without punctuation; of a row those of its text, numbers apart."""
    numbers: tuple[str, ...]
    """Digits of the numbers as printed, so that 71,93 and 71.93 are one; years and row numbers left out."""
    is_seed: bool
    """Says enough to be recognised elsewhere; other pieces only stand between such."""


def pieces_of(pages: Iterable[PageContent]) -> Iterator[Piece]:
    """All text of a file in order; on a page its paragraphs stand before its tables."""
    for page in pages:
        for paragraph in page.paragraphs:
            yield from _of_paragraph(paragraph)
        for grid in page.grids:
            yield from _of_grid(grid, page)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    text = " ".join(paragraph.text.split())
    for sentence in sentences_of(text):
        words = words_of(sentence)
        plain = [word for word in words if not word[0].isdigit()]
        is_seed = (
            len(plain) >= LEAST_WORDS
            and not paragraph.is_heading
            and _LEADER.search(sentence) is None
            and _LAW.search(sentence) is None
        )
        if words:
            yield Piece(
                text=sentence,
                page=paragraph.page,
                locator=paragraph.locator,
                is_row=False,
                words=words,
                numbers=numbers_in(sentence),
                is_seed=is_seed,
            )


def sentences_of(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.end()].strip()
        start = end.end()
    yield text[start:].strip()


def _of_grid(grid: Grid, page: PageContent) -> Iterator[Piece]:
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if not cell.hidden:
            rows.setdefault(cell.row, []).append(cell)
    locator = _table_locator(grid, page)
    for cells in rows.values():
        texts = [" ".join(cell.text.split()) for cell in cells]
        piece = _of_row([text for text in texts if text], grid.page, locator)
        if piece is not None:
            yield piece


def _of_row(texts: list[str], page: int | None, locator: str) -> Piece | None:
    words = tuple(word for text in texts for word in words_of(text) if not word[0].isdigit())
    if not words:
        return None
    numbers = row_numbers(texts)
    long_cell = any(len(words_of(text)) >= LEAST_CELL_WORDS and _FORMULA.search(text) is None for text in texts)
    is_seed = (bool(numbers) and tells_something(" ".join(words))) or long_cell
    return Piece(
        text=CELLS_APART.join(texts),
        page=page,
        locator=locator,
        is_row=True,
        words=words,
        numbers=numbers,
        is_seed=is_seed and _LAW.search(texts[-1] if len(texts) < 3 else texts[1]) is None,
    )


def row_numbers(texts: Sequence[str]) -> tuple[str, ...]:
    """Of the cells behind the row's name that hold a value: "52,33%", "12 unit". Before it stands the row's number or
    code, and numbers among many words ("x 100%") belong to the form."""
    named = next((position for position, text in enumerate(texts) if tells_something(text)), None)
    behind = texts if named is None else texts[named:]
    return tuple(number for text in behind if _letters_in(text) <= MOST_WORDS_OF_VALUE for number in numbers_in(text))


def _letters_in(text: str) -> int:
    return sum(not word[0].isdigit() for word in words_of(text))


def _table_locator(grid: Grid, page: PageContent) -> str:
    """As the readings of the table have it: ``p12/t1``, ``body/tbl2``."""
    found = next((cell.locator for cell in grid.cells if cell.locator), "")
    cut = re.search(r"/r\d+", found)
    if cut is not None:
        return found[: cut.start()]
    return found.split("!")[0] or page.name or (f"p{grid.page}/t{grid.index}" if grid.page else f"tbl{grid.index}")


def words_of(text: str) -> tuple[str, ...]:
    return tuple(found[0].lower() for found in _WORD.finditer(text))


def numbers_in(text: str) -> tuple[str, ...]:
    found = (re.sub(r"\D", "", one[0]) for one in _NUMBER.finditer(text))
    return tuple(digits for digits in found if not _is_year(digits))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1945 <= int(digits) <= 2100
