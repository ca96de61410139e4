"""Writes the six reports as Word files and notes where the copies stand."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.overlap import REPORTS, Copy, PlantedValue, Truth, planted_values
from annotations.overlap.passages import Block, blocks

if TYPE_CHECKING:
    from docx.document import Document

TITLES = {
    "lppd": "Laporan Penyelenggaraan Pemerintahan Daerah",
    "lkpj": "Laporan Keterangan Pertanggungjawaban",
    "lkjip": "Laporan Kinerja Instansi Pemerintah",
    "spm": "Laporan Penerapan Standar Pelayanan Minimal",
    "rb": "Laporan Pelaksanaan Reformasi Birokrasi",
}
SEED = 9
"""Of the order in which a report's blocks and values stand."""


class Writer:
    """A Word file under way; counts its paragraphs and tables as locators do."""

    def __init__(self) -> None:
        import docx

        self.document: Document = docx.Document()
        self.paragraphs = 0
        self.tables = 0

    def heading(self, text: str, level: int) -> None:
        self.document.add_heading(text, level)
        self.paragraphs += 1

    def paragraph(self, text: str) -> str:
        self.document.add_paragraph(text)
        self.paragraphs += 1
        return f"body/p{self.paragraphs}"

    def table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        self.tables += 1
        return f"body/tbl{self.tables}"


def write_reports(folder: Path, place: str) -> Truth:
    folder.mkdir(parents=True, exist_ok=True)
    values = planted_values()
    standing: dict[str, list[tuple[str, str]]] = defaultdict(list)
    how: dict[str, str] = {}
    files = {}
    for report in REPORTS:
        own = [block for block in blocks() if block.report == report]
        random.Random(f"{SEED} {report}").shuffle(own)
        files[report] = folder / f"{report}.docx"
        for block, locator in _write(files[report], report, place, own, values):
            if block.copy:
                standing[block.copy].append((report, locator))
                how[block.copy] = block.why
    copies: dict[Copy, str] = {
        frozenset(pair): how[name] for name, places in standing.items() for pair in combinations(places, 2)
    }
    return Truth(files=files, values=values, copies=frozenset(copies), why=copies)


def _write(
    path: Path, report: str, place: str, own: list[Block], values: tuple[PlantedValue, ...]
) -> list[tuple[Block, str]]:
    writer = Writer()
    kind, year = report.split("-")
    writer.heading(f"{TITLES[kind]} ({kind.upper()})", 0)
    writer.paragraph(f"Pemerintah {place} Tahun Anggaran {year}")
    writer.heading("BAB II CAPAIAN KINERJA", 1)
    _value_tables(writer, report, int(year), [value for value in values if report in value.printed])
    writer.heading("BAB III PELAKSANAAN KEGIATAN", 1)
    placed = []
    for block in own:
        if block.rows:
            writer.paragraph("Kegiatan menurut lokasi")
        placed.append((block, writer.table(block.rows) if block.rows else writer.paragraph(block.text)))
    writer.document.save(str(path))
    return placed


def _value_tables(writer: Writer, report: str, year: int, values: list[PlantedValue]) -> None:
    """A row for each indicator, in an order of the report's own: nobody copied these tables as a whole."""
    columns = [(one, kind) for one, kind in ((year - 1, "realisasi"), (year, "target"), (year, "realisasi"))]
    used = [column for column in columns if any((value.year, value.kind) == column for value in values)]
    codes = list(dict.fromkeys(value.code for value in values))
    random.Random(f"{SEED} {report} values").shuffle(codes)
    rows = [("No", "Indikator Kinerja", "Satuan", *(f"{kind.capitalize()} {one}" for one, kind in used))]
    for number, code in enumerate(codes, 1):
        of_code = [value for value in values if value.code == code]
        printed = {(value.year, value.kind): value.printed[report] for value in of_code}
        rows.append((str(number), of_code[0].name, of_code[0].unit, *(printed.get(column, "-") for column in used)))
    writer.paragraph(f"Tabel 2.1 Capaian indikator kinerja tahun {year}")
    writer.table(tuple(rows))
