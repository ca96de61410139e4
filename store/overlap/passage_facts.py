"""Passages that stand in two or more documents, word by word or nearly so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Copying(StrEnum):
    """What was done to the copy."""

    SAME = "sama"
    """Word by word."""
    RENEWED = "angka berbeda"
    """The same words with other numbers: last year's text with this year's figures, or a slip."""
    EDITED = "disunting"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePlace:
    """One place where a passage stands."""

    document_id: int
    file_name: str
    publication: str
    """``LPPD 2024``, or the file's name where the report is not known."""
    report: str | None
    report_year: int | None
    page: int | None
    last_page: int | None
    locators: tuple[str, ...]
    """Its paragraphs and tables, in order."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A part of two passages side by side; equal where both texts are."""

    one: str
    other: str
    is_equal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RetypedNumber:
    """A number that looks typed again with a slip."""

    one: str
    other: str
    hint: str
    """Indonesian: dua digit tertukar, satu digit hilang, geser koma."""
    around: str
    """The words before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPassage:
    """One passage with all its places, the oldest report first."""

    region: str
    is_table: bool
    words: int
    """Of the first place."""
    rows: int
    copying: Copying
    """Of the copy farthest from the first place."""
    similarity: Decimal
    """0 to 1, the lowest against the first place; words, with any number equal to any other."""
    places: tuple[PassagePlace, ...]
    slips: tuple[RetypedNumber, ...]
    """Between reports of one year; in another year another number is no slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePair:
    """Two kinds of report, or one kind in two years, with passages in common."""

    one: str
    other: str
    passages: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCounts:
    """Totals over the documents whose text is kept."""

    documents: int
    without_text: int
    """Documents in scope that were read before their text was kept."""
    passages: int
    copies: int
    """Places beyond the first of each passage."""
    copied_words: int
    """Words in these places: rows of tables count with their words."""
    tables: int
    """Of the passages, those that are tables."""
    between_years: int
    """Of the passages, those that stand in reports of two or more years."""
    slips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageOverlap:
    """What was copied between documents and years."""

    counts: PassageCounts
    by_report: tuple[PassagePair, ...]
    passages: tuple[CopiedPassage, ...]
    same_report_twice: tuple[tuple[str, str], ...]
    """Files left out because most of their text is another file's of the same report."""

    @property
    def messages(self) -> tuple[str, ...]:
        """Indonesian: why there is nothing, or not all."""
        told = []
        if self.counts.without_text:
            told.append(
                f"Teks {self.counts.without_text} dokumen belum disimpan, jadi kalimat dan tabel salinannya belum "
                "terhitung. Baca ulang dokumen itu."
            )
        if self.counts.documents < 2:
            told.append("Salinan baru dapat dicari bila teks dua dokumen atau lebih tersimpan.")
        elif not self.passages:
            told.append(f"Tidak ada paragraf atau tabel salinan di antara {self.counts.documents} dokumen.")
        return tuple(told)
