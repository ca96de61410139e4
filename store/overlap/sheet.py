"""The overlap report as an Excel workbook; each sheet answers one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from store.overlap.facts import Entry, OverlapReport
from store.overlap.passage_facts import PassagePlace
from store.spreadsheet import put, put_table, set_widths, sheet_name

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Sequence[str | int | Decimal | None]
_SCOPES = {"all": "Semua permintaan", "mandatory": "Hanya yang wajib", "merged": "Kode bernilai sama digabung"}


def overlap_workbook(report: OverlapReport) -> Workbook:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    _summary(_sheet(workbook, "Ringkasan", (52, 16, 16, 16, 16, 16, 16)), report)
    for name, titles, rows, widths in (*_tables(report), *_more_tables(report)):
        sheet = _sheet(workbook, name, widths)
        put_table(sheet, titles, rows)
        sheet.freeze_panes = "A2"
    return workbook


def _sheet(workbook: Workbook, name: str, widths: Sequence[float]) -> Any:  # noqa: ANN401 (openpyxl ships no types)
    sheet = workbook.create_sheet(sheet_name(name, workbook.sheetnames))
    set_widths(sheet, widths)
    return sheet


def _summary(sheet: Any, report: OverlapReport) -> None:  # noqa: ANN401 (openpyxl ships no types)
    put(sheet.cell(1, 1), "Perulangan dalam pelaporan daerah")
    line = 2
    for message in report.messages:
        put(sheet.cell(line, 1), message)
        line += 1
    titles = ("Menurut aturan", "Indikator", "Diminta 2+ laporan", "Isian", "Perulangan", "Nilai", "Nilai berulang")
    scopes = (
        (_SCOPES[c.scope], c.asked, c.asked_twice, c.cells, c.repeats, c.fields, c.field_repeats)
        for c in report.by_rule.counts
    )
    line = put_table(sheet, titles, scopes, line + 1)
    found = report.as_found.counts
    counted = (
        ("Dokumen yang memuat nilai", found.documents),
        ("Isian (dokumen x nilai)", found.entries),
        ("Nilai berbeda", found.values),
        ("Nilai yang tertulis di 2+ dokumen", found.repeated_values),
        ("Isian ulang", found.repeated_entries),
        ("  di antaranya terkonfirmasi", found.confirmed_repeated_entries),
        ("  di antaranya masih usulan", found.pending_repeated_entries),
        ("Nilai yang bertentangan antardokumen", found.contradictions),
        ("Nilai yang bertentangan dalam satu dokumen", found.contradictions_within),
        ("Isian ulang tanpa kode indikator (tidak ikut dijumlah)", found.unmatched_repeated_entries),
    )
    line = put_table(sheet, ("Dalam dokumen yang diunggah", "Jumlah"), counted, line + 1)
    hours = ("Waktu", "Isian ulang", "Jam (rendah)", "Jam (mungkin)", "Jam (tinggi)", "Hari kerja")
    times = ((e.what, e.entries, e.low_hours, e.likely_hours, e.high_hours, e.likely_days) for e in report.effort)
    line = put_table(sheet, hours, times, line + 1)
    put(sheet.cell(line, 1), report.seconds.assumption)
    saved = report.saved
    told = (
        ("Formulir yang kembali", saved.forms),
        ("Isian yang tetap", saved.kept),
        ("Jam", saved.effort.likely_hours),
    )
    line = put_table(sheet, ("Dihemat isi-otomatis", "Jumlah"), told, line + 2)
    copied = report.passages.counts
    told_copied = (
        ("Dokumen yang teksnya dibandingkan", copied.documents),
        ("Bagian teks di 2+ dokumen", copied.passages),
        ("  di antaranya tabel", copied.tables),
        ("  di antaranya antartahun", copied.between_years),
        ("Salinan", copied.copies),
        ("Kata dalam salinan", copied.copied_words),
        ("Angka yang tampak salah ketik", copied.slips),
    )
    put_table(sheet, ("Paragraf dan tabel salinan", "Jumlah"), told_copied, line + 1)


def _tables(report: OverlapReport) -> Iterator[tuple[str, Sequence[str], Iterator[Row], Sequence[float]]]:
    rule, found = report.by_rule, report.as_found
    yield (
        "Pasangan laporan (aturan)",
        ("Laporan", "Laporan lain", "Indikator sama", "Wajib di keduanya", "Nilai sama"),
        ((p.report_a, p.report_b, p.indicators, p.mandatory, p.fields) for p in rule.pairs),
        (16, 16, 16, 18, 14),
    )
    yield (
        "Indikator berulang (aturan)",
        ("Kode", "Indikator", "Urusan", "Perangkat daerah", "Jumlah laporan", "Laporan", "Wajib di"),
        (
            (r.code, r.name, r.urusan, r.opd, len(r.reports), ", ".join(r.reports), ", ".join(r.mandatory_reports))
            for r in rule.most_repeated
        ),
        (28, 60, 28, 28, 14, 36, 28),
    )
    loads = [("Perangkat daerah", load) for load in rule.by_opd] + [("Urusan", load) for load in rule.by_urusan]
    yield (
        "Beban (aturan)",
        ("Menurut", "Nama", "Isian", "Perulangan", "Isian wajib", "Perulangan wajib"),
        ((by, x.name, x.cells, x.repeats, x.mandatory_cells, x.mandatory_repeats) for by, x in loads),
        (18, 52, 10, 12, 12, 16),
    )
    yield (
        "Pasangan dokumen",
        ("Dokumen", "Dokumen lain", "Nilai yang sama-sama tertulis", "Bertentangan"),
        ((p.one, p.other, p.repeated, p.contradictions) for p in found.by_document),
        (30, 30, 26, 14),
    )
    repeated = [*found.repeated, *found.unmatched]
    yield (
        "Nilai berulang",
        ("Kode", "Indikator", "Tahun", "Periode", "Jenis", "Isian ulang", "Terkonfirmasi", "Tertulis di"),
        (
            (
                r.code or "(tanpa kode)",
                r.name,
                r.year,
                r.period,
                r.kind,
                r.repeats,
                r.confirmed_repeats,
                _places(r.entries),
            )
            for r in repeated
        ),
        (28, 60, 8, 9, 12, 12, 14, 90),
    )
    yield (
        "Kontradiksi",
        ("Kode", "Indikator", "Tahun", "Periode", "Jenis", "Nilai", "Di", "Nilai lain", "Di", "Selisih", "%", "Dugaan"),
        (
            (c.code, c.name, c.year, c.period, c.kind, c.one.value if c.one.value is not None else c.one.grade,
             _place(c.one), c.other.value if c.other.value is not None else c.other.grade, _place(c.other),
             c.difference, c.percent, c.hint)
            for c in found.contradictions
        ),
        (28, 50, 8, 9, 12, 16, 34, 16, 34, 16, 10, 30),
    )  # fmt: skip


def _more_tables(report: OverlapReport) -> Iterator[tuple[str, Sequence[str], Iterator[Row], Sequence[float]]]:
    yield (
        "Salinan",
        ("No", "Bentuk", "Perubahan", "Kemiripan", "Di", "Teks", "Di", "Teks lain", "Angka yang tampak salah ketik"),
        (
            (number, "tabel" if one.is_table else "paragraf", one.copying.value, one.similarity,
             _passage_place(one.places[0]), _cut(one.places[0].text), _passage_place(other), _cut(other.text),
             "; ".join(f"{slip.one} / {slip.other}: {slip.hint}" for slip in one.slips))
            for number, one in enumerate(report.passages.passages, 1)
            for other in one.places[1:]
        ),
        (6, 11, 16, 11, 26, 70, 26, 70, 40),
    )  # fmt: skip
    yield (
        "Beban kerja",
        ("Menurut", "Nama", "Isian ulang", "Hari (rendah)", "Hari (mungkin)", "Hari (tinggi)"),
        ((one.what, one.name, one.entries, one.low_days, one.likely_days, one.high_days) for one in report.loads),
        (28, 52, 12, 14, 14, 14),
    )
    yield (
        "Gabungan laporan (aturan)",
        ("Diminta oleh", "Indikator"),
        ((", ".join(one.reports), one.indicators) for one in report.by_rule.sets),
        (60, 12),
    )
    for name, rows in (("Tren", report.trend), ("Daerah", report.as_found.by_region)):
        yield (
            name,
            ("Tahun nilai" if name == "Tren" else "Daerah", "Dokumen", "Isian", "Isian ulang", "Kontradiksi"),
            ((one.name, one.documents, one.entries, one.repeated_entries, one.contradictions) for one in rows),
            (16, 12, 12, 12, 12),
        )


LONGEST_TEXT = 32_000
"""A cell of a workbook holds 32,767 characters."""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} ... (dipotong)"


def _passage_place(place: PassagePlace) -> str:
    return f"{place.publication} hlm. {place.page}" if place.page else f"{place.publication} ({place.locators[0]})"


def _places(entries: Sequence[Entry]) -> str:
    return "; ".join(_place(entry) for entry in entries)


def _place(entry: Entry) -> str:
    return f"{entry.publication} hlm. {entry.page}" if entry.page else f"{entry.publication} ({entry.locator})"
