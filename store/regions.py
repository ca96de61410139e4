"""Governments: found by code or printed name, never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.errors import UnknownRegion, WarisanError
from store.facts import Region
from store.tables import RegionRow

if TYPE_CHECKING:
    from store.connection import Store

# As printed on covers and in letters, to the word of the official name.
_SHORTENED = {"kab": "kabupaten", "pemkab": "kabupaten", "pemkot": "kota", "prov": "provinsi", "pemprov": "provinsi"}
_AROUND = re.compile(r"^(?:pemerintah(?:an)?\s+)?(?:daerah\s+)?")

# Below this likeness (0-100) a name is no help as a suggestion.
_LIKENESS = 75
_SUGGESTED = 3


class UnclearRegion(UnknownRegion):
    """There is no region {region}; did you mean {suggestions}? Give the code or the full name."""

    indonesian = "Daerah {region} tidak dikenal. Maksudnya {suggestions}? Isikan kode atau nama lengkapnya."


class RegionExists(WarisanError):
    """The region code {code} is taken by {name}. Choose another code."""

    indonesian = "Kode daerah {code} sudah dipakai {name}. Pilih kode lain."


class FaultyRegionCode(WarisanError):
    """{code} is no region code. Write it as in 35.73."""

    indonesian = "{code} bukan kode daerah. Tuliskan seperti 35.73."


def resolve_region(store: Store, code_or_name: str) -> Region:
    """The one region that this code or name means; a near name is suggested in the error, not taken."""
    with store.session(read_only=True) as session:
        return region_fact(find_region(session, code_or_name))


def list_regions(store: Store) -> list[Region]:
    with store.session(read_only=True) as session:
        return [region_fact(row) for row in session.scalars(select(RegionRow).order_by(RegionRow.code))]


def add_region(store: Store, code: str, name: str) -> Region:
    """A region that the official list lacks; the same again changes nothing."""
    code, name = code.strip(), " ".join(name.split())
    if not re.fullmatch(r"\d{2}(\.\d{2}){0,2}", code):
        raise FaultyRegionCode(code=code or "-")
    with store.session() as session:
        row = session.get(RegionRow, code)
        if row is not None and row.name != name:
            raise RegionExists(code=code, name=row.name)
        if row is None:
            level = "provinsi" if len(code) == 2 else "kabkota"
            short = re.sub(r"^(Kabupaten|Kota|Provinsi)\s+", "", name)
            row = RegionRow(code=code, name=name, short_name=short, level=level, province=None, source="ditambahkan")
            session.add(row)
        return region_fact(row)


def find_region(session: Session, code_or_name: str) -> RegionRow:
    by_code = session.get(RegionRow, code_or_name.strip())
    if by_code is not None:
        return by_code
    wanted = normal_name(code_or_name)
    by_name: dict[str, list[RegionRow]] = {}
    for row in session.scalars(select(RegionRow)):
        for name in {normal_name(row.name), normal_name(row.short_name)}:
            by_name.setdefault(name, []).append(row)
    found = _official_first(by_name.get(wanted, []), wanted)
    if len(found) == 1:
        return found[0]
    near = found or _near(wanted, by_name)
    if near:
        told = ", ".join(f"{row.code} {row.name}" for row in near)
        raise UnclearRegion(region=code_or_name, suggestions=told)
    raise UnknownRegion(region=code_or_name)


def region_fact(row: RegionRow) -> Region:
    return Region(code=row.code, name=row.name, short_name=row.short_name, level=row.level, province=row.province)


def normal_name(name: str) -> str:
    """``PEMERINTAH KAB. MALANG`` -> ``kabupaten malang``."""
    words = re.findall(r"[\w']+", _AROUND.sub("", name.lower().strip()))
    return " ".join(_SHORTENED.get(word, word) for word in words)


def _official_first(rows: list[RegionRow], wanted: str) -> list[RegionRow]:
    """A full name wins over the short name of another ("Kota Sorong", "Sorong")."""
    official = [row for row in rows if normal_name(row.name) == wanted]
    return official or rows


def _near(wanted: str, by_name: dict[str, list[RegionRow]]) -> list[RegionRow]:
    from rapidfuzz import fuzz, process

    near: dict[str, RegionRow] = {}
    for name, _, _ in process.extract(wanted, list(by_name), scorer=fuzz.ratio, limit=6, score_cutoff=_LIKENESS):
        near.update((row.code, row) for row in by_name[name])
    return list(near.values())[:_SUGGESTED]
