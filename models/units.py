"""Whether the unit printed beside a value fits the unit of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Units that reports print for one another without meaning anything else.
_ALIKE = (
    frozenset({"indeks", "angka", "nilai", "skor", "rasio", "level", "persen"}),
    # "Poin" beside an index is its own unit; the catalogue of units has the word for poin persen.
    frozenset({"poin persen", "indeks", "nilai", "skor", "angka"}),
    frozenset({"predikat", "nilai", "level", "indeks", "angka", "skor"}),
    frozenset(
        {"rupiah", "ribu rupiah", "juta rupiah", "miliar rupiah", "triliun rupiah", "rupiah/orang", "juta rupiah/orang"}
    ),
    frozenset({"orang", "ribu orang"}),
    frozenset({"hektar", "km2", "m2"}),
    frozenset({"m", "km"}),
    frozenset({"ton", "kuintal", "kg"}),
    frozenset({"per 1.000", "per 1.000 KH", "angka", "rasio", "nilai"}),
    frozenset({"per 100.000", "per 100.000 KH", "angka", "rasio", "nilai"}),
    frozenset({"per 10.000", "angka", "rasio", "nilai"}),
    frozenset({"persen", "poin persen", "% PDRB", "rasio", "angka"}),
)


@dataclass(frozen=True, slots=True)
class UnitBook:
    """Finds the catalogue's unit of a printed one."""

    by_variant: Mapping[str, str]

    def unit_of(self, printed: str | None) -> str | None:
        """The catalogue's unit, or ``None`` where nothing is printed or it is unknown."""
        return self.by_variant.get(_folded(printed)) if printed else None

    def fit(self, printed: str | None, wanted: str | None) -> str:
        """``same``, ``alike``, ``other`` or ``unknown``."""
        here, there = self.unit_of(printed), self.unit_of(wanted)
        if here is None or there is None:
            return "unknown"
        if here == there:
            return "same"
        return "alike" if any(here in group and there in group for group in _ALIKE) else "other"


def make_unit_book(units: Mapping[str, tuple[str, ...]]) -> UnitBook:
    """Every variant, folded, to its unit; the unit listed first keeps a variant that two claim."""
    by_variant: dict[str, str] = {}
    for unit, variants in units.items():
        for variant in (unit, *variants):
            by_variant.setdefault(_folded(variant), unit)
    return UnitBook(by_variant)


def _folded(printed: str) -> str:
    return " ".join(printed.casefold().split()).strip(" .()")
