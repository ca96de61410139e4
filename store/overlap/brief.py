"""Two pages in plain Indonesian for a meeting: what is repeated, what it costs, how that was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from store.overlap.facts import Contradiction, Effort, Entry, OverlapReport, RulePair
from store.overlap.passage_facts import PassageOverlap, PassagePlace
from store.printing import printed
from store.word_pages import add_table, blank_document
from store.word_xml import TWIPS_PER_CM, Look, cell, clean, paragraph, row, run, table

if TYPE_CHECKING:
    from docx.document import Document

WIDTH_CM = 16.6
HEADER_SHADE = "D9E2EC"
MOST_LISTED = 5
"""More rows and the brief is no brief; the workbook has all."""
MOST_PASSAGES = 4
MOST_NAMED = 5
MOST_LETTERS = 60
_HEAT = ("FFFFFF", "FDF0DC", "FADDB0", "F6C47B", "EFA64A")
"""From no shared indicator to the most; the number stands in the cell, so colour is never alone."""


def overlap_brief(report: OverlapReport, place: str) -> Document:
    """``place``: the government's name, or "Semua daerah"."""
    document = blank_document(f"Perulangan dalam pelaporan - {place}")
    document.add_heading(f"Berapa kali angka yang sama ditulis: {clean(place)}", 1)
    for sentence in (*_findings(report), *report.messages):
        document.add_paragraph(clean(sentence))
    document.add_heading("Menurut aturan: laporan mana meminta indikator yang sama", 2)
    add_table(document, _pair_table(report))
    if report.as_found.counts.repeated_entries:
        document.add_heading("Dalam dokumen: isian ulang terbanyak", 2)
        add_table(document, _repeated_table(report))
    if report.as_found.contradictions:
        document.add_heading("Dalam dokumen: angka yang bertentangan", 2)
        add_table(document, _contradiction_table(report.as_found.contradictions))
    if report.passages.passages:
        document.add_heading("Dalam dokumen: paragraf dan tabel salinan", 2)
        add_table(document, _copied_table(report.passages))
    document.add_heading("Waktu yang terpakai", 2)
    add_table(document, _effort_table(report.effort))
    document.add_paragraph(clean(_load_sentence(report)))
    document.add_heading("Cara menghitung dan batasnya", 2)
    for sentence in _limits(report):
        document.add_paragraph(clean(sentence), style="List Bullet")
    return document


def _findings(report: OverlapReport) -> Iterable[str]:
    rule, must = report.by_rule.count("all"), report.by_rule.count("mandatory")
    yield (
        f"Aturan untuk {len(report.by_rule.reports)} laporan ({', '.join(report.by_rule.reports)}) meminta "
        f"{_count(rule.asked)} indikator dalam {_count(rule.cells)} isian; {_count(rule.repeats)} di antaranya "
        f"({_percent(rule.repeats, rule.cells)}) mengulang indikator yang sudah diminta laporan lain. Bila hanya "
        f"yang wajib dihitung: {_count(must.repeats)} dari {_count(must.cells)} isian "
        f"({_percent(must.repeats, must.cells)})."
    )
    found = report.as_found.counts
    if found.documents > 1:
        yield (
            f"Dalam {_count(found.documents)} dokumen yang diunggah, {_count(found.repeated_values)} nilai tertulis di "
            f"dua dokumen atau lebih, sehingga {_count(found.repeated_entries)} dari {_count(found.entries)} isian "
            f"({_percent(found.repeated_entries, found.entries)}) adalah isian ulang. "
            f"Pada {_count(found.contradictions)} nilai dokumen-dokumen itu saling bertentangan."
        )
    copied = report.passages.counts
    if copied.passages:
        slips = f" {_count(copied.slips)} angka di dalamnya tampak salah ketik." if copied.slips else ""
        yield (
            f"{_count(copied.passages)} paragraf atau tabel ({_count(copied.copied_words)} kata) disalin dari satu "
            f"dokumen ke dokumen lain, {_count(copied.between_years)} di antaranya dari tahun ke tahun.{slips}"
        )
    if report.saved.kept:
        yield (
            f"Isi-otomatis sudah menghemat {_count(report.saved.kept)} isian pada {_count(report.saved.forms)} "
            f"formulir, sekitar {printed(report.saved.effort.likely_hours)} jam kerja."
        )


def _limits(report: OverlapReport) -> Iterable[str]:
    yield report.seconds.assumption
    yield (
        "Menurut aturan: dihitung dari daftar permintaan tiap laporan. Permintaan «lazim» hanya berlaku bila "
        "indikatornya ada dalam RPJMD atau perjanjian kinerja daerah; angka wajib adalah batas bawahnya."
    )
    yield (
        "Dalam dokumen: nilai yang sama berarti daerah, indikator, tahun, periode, dan jenis (target, realisasi) yang "
        "sama. Berkas Word dan PDF dari laporan yang sama dihitung sekali. Pembulatan bukan pertentangan."
    )
    found = report.as_found.counts
    yield (
        f"{_count(found.confirmed_repeated_entries)} isian ulang sudah dikonfirmasi orang, "
        f"{_count(found.pending_repeated_entries)} masih usulan. {_count(found.unmatched_repeated_entries)} isian "
        "ulang lain hanya dikenali dari namanya dan tidak ikut dijumlah."
    )
    if report.passages.passages:
        yield (
            "Salinan: kalimat sekurangnya 20 kata atau tabel sekurangnya 3 baris, yang 70% atau lebih kata-katanya "
            "sama; angka yang berbeda dalam kalimat tidak menghalangi. Kutipan dasar hukum tidak dihitung, dan waktu "
            "untuk salinan tidak ikut dijumlah."
        )
    yield "Tidak semua isian ulang dapat dihapus: sebagian sengaja diperiksa lagi sebelum laporan ditandatangani."


def _percent(part: int, whole: int) -> str:
    share = Decimal(part * 100) / whole if whole else Decimal(0)
    return f"{printed(share.quantize(Decimal(1)))}%"


def _count(number: int) -> str:
    return printed(Decimal(number))


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]], share: Sequence[float]) -> str:
    widths = [round(WIDTH_CM * part / sum(share) * TWIPS_PER_CM) for part in share]
    bold, plain = Look(bold=True), Look()
    written = [
        row(
            "".join(
                cell(paragraph(run(title, bold)), width=width, shade=HEADER_SHADE)
                for title, width in zip(titles, widths, strict=True)
            ),
            header=True,
        )
    ]
    for texts in rows:
        cells = (
            cell(paragraph(run(text, plain), align="right" if _is_number(text) else "left"), width=width)
            for text, width in zip(texts, widths, strict=True)
        )
        written.append(row("".join(cells)))
    return table("".join(written), widths)


def _is_number(text: str) -> bool:
    return bool(text) and all(letter.isdigit() or letter in ".,-%" for letter in text)


def _pair_table(report: OverlapReport) -> str:
    """Report by report; each cell says how many indicators, and how many of them are mandatory in both."""
    names = report.by_rule.reports
    pairs = {frozenset((pair.report_a, pair.report_b)): pair for pair in report.by_rule.pairs}
    most = max((pair.indicators for pair in report.by_rule.pairs), default=0)
    widths = [round(WIDTH_CM / (len(names) + 1) * TWIPS_PER_CM)] * (len(names) + 1)
    bold = Look(bold=True)
    head = "".join(
        cell(paragraph(run(name, bold), align="center"), width=width, shade=HEADER_SHADE)
        for name, width in zip(("", *names), widths, strict=True)
    )
    rows = [row(head, header=True)]
    for name in names:
        cells = [cell(paragraph(run(name, bold)), width=widths[0], shade=HEADER_SHADE)]
        for other in names:
            pair = pairs.get(frozenset((name, other))) if name != other else None
            text, shade = _heat(pair, most)
            cells.append(cell(paragraph(run(text, Look()), align="center"), width=widths[0], shade=shade))
        rows.append(row("".join(cells)))
    return table("".join(rows), widths)


def _heat(pair: RulePair | None, most: int) -> tuple[str, str]:
    if pair is None:
        return "", "E7E7E7"
    step = 0 if not pair.indicators else 1 + (pair.indicators * (len(_HEAT) - 2)) // max(most, 1)
    return f"{pair.indicators} ({pair.mandatory} wajib)", _HEAT[min(step, len(_HEAT) - 1)]


def _repeated_table(report: OverlapReport) -> str:
    rows = (
        (item.name, f"{item.kind} {item.year} {item.period}".strip(), _count(item.repeats), _places(item.entries))
        for item in report.as_found.repeated[:MOST_LISTED]
    )
    return _table(("Indikator", "Nilai", "Isian ulang", "Tertulis di"), rows, (5, 2.6, 1.6, 6))


def _contradiction_table(conflicts: Sequence[Contradiction]) -> str:
    rows = (
        (
            f"{item.name} ({item.kind} {item.year})",
            _told(item.one),
            _told(item.other),
            "" if item.percent is None else f"{printed(item.percent)}%",
            item.hint,
        )
        for item in conflicts[:MOST_LISTED]
    )
    return _table(("Indikator", "Di satu tempat", "Di tempat lain", "Selisih", "Dugaan"), rows, (5, 3.6, 3.6, 1.6, 2.8))


def _effort_table(efforts: Sequence[Effort]) -> str:
    rows = (
        (
            item.what,
            _count(item.entries),
            printed(item.low_hours),
            printed(item.likely_hours),
            printed(item.high_hours),
            printed(item.likely_days),
        )
        for item in efforts
    )
    titles = ("", "Isian ulang", "Jam, rendah", "Jam, mungkin", "Jam, tinggi", "Hari kerja")
    return _table(titles, rows, (6, 2, 2, 2.2, 2, 2))


def _copied_table(copied: PassageOverlap) -> str:
    rows = (
        (
            ", ".join(dict.fromkeys(_passage_place(place) for place in one.places)),
            f"tabel, {one.rows} baris" if one.is_table else f"{one.words} kata",
            one.copying.value,
            f"{one.places[0].text[:MOST_LETTERS]}…".replace("\n", " "),
        )
        for one in copied.passages[:MOST_PASSAGES]
    )
    return _table(("Berdiri di", "Panjang", "Perubahan", "Awal teks"), rows, (4.6, 2.4, 2.4, 7.2))


def _passage_place(place: PassagePlace) -> str:
    return f"{place.publication} hlm. {place.page}" if place.page else place.publication


def _load_sentence(report: OverlapReport) -> str:
    """Who bears it: the heaviest offices and reports in one sentence; the workbook has all."""

    def named(what: str) -> str:
        most = [one for one in report.loads if one.what == what][:MOST_NAMED]
        return ", ".join(f"{one.name} {printed(one.likely_days)}" for one in most)

    return (
        f"Beban isian ulang menurut aturan, dalam hari kerja per tahun: {named('Perangkat daerah (aturan)')}; menurut "
        f"laporan: {named('Laporan (aturan)')}."
    )


def _places(entries: Sequence[Entry]) -> str:
    return "; ".join(_place(entry) for entry in entries)


def _place(entry: Entry) -> str:
    return f"{entry.publication} hlm. {entry.page}" if entry.page else entry.publication


def _told(entry: Entry) -> str:
    value = printed(entry.value) if entry.value is not None else entry.grade or ""
    return f"{value} - {_place(entry)}"
