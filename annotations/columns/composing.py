"""Small tables round a labelled header: indicators with their figures, and the column of the wording among them.

Names, figures and neighbours are drawn by chance with a seed; the header words are as written in ``wordings.jsonl``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from extractor.facts import Cell, Grid, TextLine

HERE = Path(__file__).parent


class Wording(TypedDict):
    """One line of ``wordings.jsonl``."""

    header: list[str]
    """The levels of the header path; ``#Y`` stands for a year."""
    label: str
    """``target``, ``realisasi``, ``capaian``, ``baseline`` or ``none``."""
    holds: str
    """What its cells hold: one of ``CONTENTS``."""
    family: str
    """Wordings of one stem: they are never on both sides of a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A table, the column in question, and the right kinds of the columns before it."""

    grid: Grid
    col: int
    before: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    unit: str
    planned: float
    reached: float
    before: float
    places: int


NAMES: tuple[tuple[str, str, float, float, int], ...] = (
    ("Persentase jalan dalam kondisi mantap", "%", 40, 98, 2),
    ("Indeks kepuasan masyarakat", "indeks", 70, 95, 2),
    ("Angka kematian ibu", "per 100.000 KH", 40, 190, 1),
    ("Jumlah kunjungan wisatawan", "orang", 2000, 90000, 0),
    ("Produksi padi", "ton", 5000, 400000, 0),
    ("Nilai evaluasi akuntabilitas kinerja", "nilai", 55, 82, 2),
    ("Cakupan pelayanan air bersih", "%", 50, 99, 1),
    ("Tingkat pengangguran terbuka", "%", 2, 9, 2),
    ("Jumlah koperasi aktif", "unit", 20, 400, 0),
    ("Rasio guru terhadap murid", "rasio", 10, 30, 1),
    ("Indeks pembangunan gender", "indeks", 80, 97, 2),
    ("Prevalensi balita pendek", "%", 5, 30, 1),
    ("Jumlah dokumen perencanaan", "dokumen", 1, 12, 0),
    ("Persentase arsip tertata", "%", 20, 100, 0),
    ("Luas kawasan kumuh tertangani", "ha", 3, 120, 1),
    ("Angka harapan lama sekolah", "tahun", 10, 15, 2),
    ("Pertumbuhan ekonomi", "%", 2, 7, 2),
    ("Jumlah peserta pelatihan kerja", "orang", 30, 900, 0),
    ("Indeks reformasi birokrasi", "nilai", 50, 85, 2),
    ("Persentase sampah terangkut", "%", 40, 92, 1),
    ("Level kematangan pengawasan", "level", 2, 4, 0),
    ("Waktu tanggap kebakaran", "menit", 8, 20, 0),
)
_OFFICES = ("Bidang Perencanaan", "Sekretariat", "Dinas Kesehatan", "Bagian Organisasi", "Bidang Data dan Arsip")
_REMARKS = (
    "Terdapat penambahan sarana layanan",
    "Perlu koordinasi antar bidang",
    "Jumlah X dibagi jumlah Y dikali 100",
    "Laporan tahunan bidang",
    "Belum seluruh wilayah terjangkau",
    "-",
)
_ANSWERS = (("Ya", "Tidak"), ("Ada", "Tidak Ada"), ("Tercapai", "Tidak Tercapai"), ("√", "-"), ("Naik", "Tetap"))
_SHARES = {"parts": 0.25, "shares": 0.5, "partial": 0.4}


def load_wordings() -> list[Wording]:
    lines = (HERE / "wordings.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def compose(wording: Wording, chance: random.Random) -> Composed:
    rows = [_row(chance) for _ in range(chance.randint(3, 9))]
    columns = _columns(wording, chance)
    year = str(chance.randint(2020, 2025))
    marked = chance.random() < 0.3  # the percent sign stands in each cell, as many reports print it
    drawn = [
        ([level.replace("#Y", year) for level in header], _cells(holds, rows, chance, marked=marked))
        for header, holds, _ in columns
    ]
    col = next(at for at, (header, _, _) in enumerate(columns) if header is wording["header"])
    before = {at: label for at, (_, _, label) in enumerate(columns[:col]) if label}
    return Composed(grid=_grid(drawn), col=col, before=before)


def _row(chance: random.Random) -> _Row:
    name, unit, low, high, places = chance.choice(NAMES)
    planned = chance.uniform(low, high)
    reached = planned if chance.random() < 0.2 else planned * chance.uniform(0.75, 1.2)
    return _Row(name, unit, planned, reached, planned * chance.uniform(0.7, 1.1), places)


@dataclass(frozen=True, slots=True)
class _Style:
    """How one column is printed all down."""

    answers: tuple[str, str]
    scale: int
    first: int
    marked: bool
    """The percent sign stands in each cell."""


_Column = tuple[list[str], str, str]
"""Header path, what it holds, and its kind where it has one."""


def _columns(wording: Wording, chance: random.Random) -> list[_Column]:
    """The usual columns in their usual order, with the wording's own column in its place."""
    own: _Column = (wording["header"], wording["holds"], wording["label"] if wording["label"] != "none" else "")
    values: dict[str, _Column] = {
        "baseline": (["Kondisi Awal"], "before", "baseline"),
        "target": (_said(chance, "Target", "Target #Y", "Target Kinerja"), "planned", "target"),
        "realisasi": (_said(chance, "Realisasi", "Realisasi #Y", "Realisasi Kinerja"), "reached", "realisasi"),
        "capaian": (_said(chance, "Capaian (%)", "Tingkat Capaian (%)"), "ratio", "capaian"),
    }
    kept = {"baseline": 0.15, "target": 0.85, "realisasi": 0.75, "capaian": 0.5}
    if own[2] == "capaian":
        kept |= {"target": 0.97, "realisasi": 0.97}
    chosen = [
        own if kind == own[2] else values[kind] for kind in values if kind == own[2] or chance.random() < kept[kind]
    ]
    if not own[2]:
        chosen.insert(chance.choice([0, len(chosen), len(chosen), chance.randint(0, len(chosen))]), own)
    elif own[1] == "before" and own[2] == "realisasi":
        chosen = [*([own] if chance.random() < 0.6 else []), *(one for one in chosen if one is not own)]
        chosen = chosen if own in chosen else [*chosen, own]
    front: list[_Column] = [(["No"], "numbers", ""), (["Indikator Kinerja"], "names", ""), (["Satuan"], "units", "")]
    front = [one for at, one in enumerate(front) if at == 1 or chance.random() < 0.8]
    back = [([chance.choice(("Keterangan", "Penanggung Jawab"))], "remarks", "")] if chance.random() < 0.25 else []
    money = [(["Anggaran (Rp)"], "money", "")] if chance.random() < 0.1 else []
    return [*front, *chosen, *money, *back]


def _said(chance: random.Random, *headers: str) -> list[str]:
    return [chance.choice(headers)]


def _cells(holds: str, rows: Sequence[_Row], chance: random.Random, *, marked: bool) -> list[str]:
    if holds in {"ranks", "weights"}:
        return list(_whole_column(holds, len(rows), chance))
    style = _Style(chance.choice(_ANSWERS), chance.choice((3, 4, 5)), chance.randint(1, 12), marked)
    return [_figure(holds, row, chance, style) or _other(holds, at, row, chance, style) for at, row in enumerate(rows)]


def _figure(holds: str, row: _Row, chance: random.Random, style: _Style) -> str | None:
    """Cells that follow from the row's own figures."""
    percent = "%" if style.marked and row.unit == "%" else ""
    if holds == "ratio":
        return _printed(_ratio(row), 2) + ("%" if style.marked else "")
    share = _SHARES.get(holds, 1.0) * chance.uniform(0.6, 1.4) if row.unit not in {"%", "indeks"} else 1
    near = {
        "planned": row.planned,
        "reached": row.reached,
        "before": row.before,
        "differences": row.reached - row.planned,
        "averages": row.reached * chance.uniform(0.8, 1.2),
        **dict.fromkeys(_SHARES, row.reached * share * chance.uniform(0.8, 1.15)),
    }
    return _printed(near[holds], row.places) + percent if holds in near else None


def _ratio(row: _Row) -> float:
    planned, reached = round(row.planned, row.places), round(row.reached, row.places)
    return reached / planned * 100 if planned else 100


def _other(holds: str, at: int, row: _Row, chance: random.Random, style: _Style) -> str:
    said = {
        "numbers": str(at + 1),
        "names": row.name,
        "units": row.unit,
        "money": _printed(chance.uniform(8e6, 9e9) // 500 * 500, 0),
        "amounts": _printed(chance.uniform(1e3, 9e7), chance.choice((0, 2))),
        "percents": _printed(chance.uniform(60, 100), 2) + chance.choice(("", "%")),
        "marks": str(chance.randint(1, style.scale)),
        "offices": chance.choice(_OFFICES),
        "remarks": chance.choice(_REMARKS),
        "codes": f"{chance.randint(1, 6)}.{chance.randint(1, 30):02}.{chance.randint(1, 12):02}",
        "years": str(chance.choice((2024, 2025, 2026))),
        "answers": chance.choice(style.answers),
        "column numbers": str(style.first) if at == 0 else _printed(row.reached, row.places),
        "counts": str(chance.randint(1, 400)),
    }
    return said[holds]


def _whole_column(holds: str, count: int, chance: random.Random) -> Iterator[str]:
    if holds == "ranks":
        yield from map(str, chance.sample(range(1, max(count + 1, 27)), count))
        return
    parts = [chance.randint(1, 6) for _ in range(count)]
    left = 100
    for part in parts[:-1]:
        share = round(100 * part / sum(parts))
        left -= share
        yield str(share)
    yield str(left)


def _printed(number: float, places: int) -> str:
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def _grid(columns: Sequence[tuple[list[str], list[str]]]) -> Grid:
    """Header rows as deep as the deepest path; a shorter header is merged downwards."""
    depth = max(len(column[0]) for column in columns)
    cells = []
    for col, (header, texts) in enumerate(columns):
        for level, text in enumerate(header):
            span = depth - len(header) + 1 if level == len(header) - 1 else 1
            cells.append(_cell(level, col, text, span))
        cells.extend(_cell(depth + at, col, text, 1) for at, text in enumerate(texts))
    rows = depth + len(columns[0][1])
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
    return Grid(
        cells=tuple(ordered), n_rows=rows, n_cols=len(columns), page=1, index=1, header_rows=depth,
        above=("Tabel 3.2 Pengukuran Kinerja",),
    )  # fmt: skip


def _cell(row: int, col: int, text: str, span: int) -> Cell:
    return Cell(row=row, col=col, row_span=span, lines=(TextLine(text=text),), page=1, locator=f"r{row}/c{col}")
