"""The print that can say which report this is, told apart by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from extractor.facts import PageContent, Paragraph


class Zone(IntEnum):
    """Where print stands, from the weakest evidence to the strongest."""

    FILE_NAME = 0
    CELL = 1
    BODY = 2
    HEADING = 3
    MARGIN = 4
    SUBJECT = 5
    """The subject line of a letter."""
    TITLE = 6


WEIGHT = {
    Zone.FILE_NAME: 1.0,
    Zone.CELL: 0.2,
    Zone.BODY: 0.5,
    Zone.HEADING: 1.0,
    Zone.MARGIN: 6.0,
    Zone.SUBJECT: 12.0,
    Zone.TITLE: 12.0,
}
CAP = {zone: (3.0 if zone <= Zone.HEADING else 1e9) for zone in Zone}
"""What all print of one zone can weigh together: a report may mention another on every page."""

_MOST_CELLS = 400
_TITLE_WORDS_A_PAGE = 90
_TITLE_PAGES = 2
_TITLE_PARAGRAPH_WORDS = 32
_TITLE_PARAGRAPHS = 25
_ENDS_TITLE = re.compile(
    r"\s*(?:KATA\s+(?:PENGANTAR|SAMBUTAN)|PENGANTAR|PRAKATA|DAFTAR\s+(?:ISI|TABEL|GAMBAR)|RINGKASAN\s+EKSEKUTIF|"
    r"IKHTISAR|EXECUTIVE|BAB\s+[IVX1-9]|PENDAHULUAN|[1-9]\.[1-9]|[A-I]\.\s|"
    r"\d{1,2}[.)]?\s+\w{3})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:Perihal|Hal|PERIHAL|HAL)\s*:\s*(.+)", re.DOTALL)
_LETTERS_APART = re.compile(r"(?<!\w)(?:\w[ ]){3,}\w(?!\w)")
_GLUED_WORDS = re.compile(
    r"(DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|PROVINSI|KABUPATEN|TAHUN|(?<!KABUPATEN)KOTA(?=[A-Z]{3}))"
)
_GLUED = re.compile(rf"[A-Z]{_GLUED_WORDS.pattern}|{_GLUED_WORDS.pattern}[A-Z]")
_GLUED_FROM = 15
"""Capitals in a row; real words of this length hold none of the words looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A stretch of print with its place, in words for the reader."""

    text: str
    zone: Zone
    place: str

    @property
    def weight(self) -> float:
        return WEIGHT[self.zone]


def gather(pages: Sequence[PageContent], file_name: str) -> list[Strand]:
    """All print that can speak, strongest first within its order on the pages."""
    title, rest = _split_title(pages)
    strands = []
    if title:
        text = plain("\n".join(paragraph.text for _, paragraph in title))
        strands.append(Strand(text=text, zone=Zone.TITLE, place=_title_place(title[0][0])))
    strands.extend(_margins(pages))
    strands.extend(_body_strand(page, paragraph) for page, paragraph in rest)
    strands.extend(islice(_cells(pages), _MOST_CELLS))
    stem = re.sub(r"[_\-.]+", " ", file_name.rsplit(".", 1)[0])
    strands.append(Strand(text=stem, zone=Zone.FILE_NAME, place="nama berkas (bukti lemah)"))
    return strands


def plain(text: str) -> str:
    """Letters set apart ("T A H U N") joined, words that the PDF glued together parted, spaces made single."""
    return "\n".join(_plain_line(line) for line in text.split("\n")).strip()


def _plain_line(line: str) -> str:
    line = _LETTERS_APART.sub(lambda found: found.group().replace(" ", ""), " ".join(line.split()))
    if any(len(word) >= _GLUED_FROM and _GLUED.search(word) for word in line.split()):
        # Where words are glued the spaces that are left stand anywhere: only the words known are parted.
        line = _GLUED_WORDS.sub(r" \1 ", line.replace(" ", ""))
    return " ".join(line.split())


def _split_title(
    pages: Sequence[PageContent],
) -> tuple[list[tuple[PageContent, Paragraph]], list[tuple[PageContent, Paragraph]]]:
    """The paragraphs of the cover, up to the first chapter, list or running text; and all others."""
    title: list[tuple[PageContent, Paragraph]] = []
    rest: list[tuple[PageContent, Paragraph]] = []
    open_title = True
    for number, page in enumerate(pages):
        open_title = open_title and number < _TITLE_PAGES
        words = sum(len(paragraph.text.split()) for paragraph in page.paragraphs)
        sparse = words <= _TITLE_WORDS_A_PAGE
        for paragraph in page.paragraphs:
            open_title = open_title and _can_be_title(paragraph, len(title), sparse or number == 0)
            (title if open_title else rest).append((page, paragraph))
    return title, rest


def _can_be_title(paragraph: Paragraph, so_far: int, cover_like: bool) -> bool:
    if not cover_like or so_far >= _TITLE_PARAGRAPHS or _ENDS_TITLE.match(paragraph.text):
        return False
    if _SUBJECT.search(paragraph.text):
        return False
    return len(paragraph.text.split()) <= _TITLE_PARAGRAPH_WORDS


def _title_place(page: PageContent) -> str:
    return "judul" if page.number is None else f"halaman judul (hlm. {page.number})"


def _margins(pages: Iterable[PageContent]) -> Iterator[Strand]:
    """Running headers and footers, each text once."""
    seen: set[str] = set()
    for page in pages:
        for text in page.margins:
            # Word's margins stand in one place; in a PDF the same text comes back on each page.
            key = re.sub(r"[\W\d]+", "", text).upper()
            if key not in seen:
                seen.add(key)
                yield Strand(text=plain(text), zone=Zone.MARGIN, place="kepala/kaki halaman")


def _body_strand(page: PageContent, paragraph: Paragraph) -> Strand:
    place = paragraph.locator if page.number is None else f"hlm. {page.number}"
    subject = _SUBJECT.search(paragraph.text)
    if subject:
        return Strand(text=plain(subject.group(1)), zone=Zone.SUBJECT, place=f"perihal surat, {place}")
    zone = Zone.HEADING if paragraph.is_heading else Zone.BODY
    return Strand(text=plain(paragraph.text), zone=zone, place=place)


def _cells(pages: Iterable[PageContent]) -> Iterator[Strand]:
    for page in pages:
        if page.name:
            yield Strand(text=plain(page.name), zone=Zone.HEADING, place=f"nama lembar «{page.name}»")
        for grid in page.grids:
            for cell in grid.cells:
                if cell.lines:
                    text = plain(" ".join(line.text for line in cell.lines))
                    yield Strand(text=text, zone=Zone.CELL, place=f"tabel {cell.locator}")


def quote(strand: Strand, words: str) -> str:
    """How evidence is told: the words and where they stand."""
    return f"«{' '.join(words.split())}» di {strand.place}"
