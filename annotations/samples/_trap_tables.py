"""Tables that look like indicator tables and hold no reading: scales, money of programs, parts of the city, staff."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.samples._print import number, ratio, rounded, rupiah
from annotations.samples._writer import Writer, centred, right, text


def program_money(program: str, year: int) -> tuple[Decimal, Decimal]:
    """A budget for a program that is always the same: its name decides it."""
    seed = sum(ord(letter) * (place + 7) for place, letter in enumerate(program)) * (year - 2000)
    planned = Decimal(1_000_000_000 + seed * 7_919 % 48_000_000_000)
    spent = rounded(planned * Decimal(880 + seed % 115) / 1000, 0)
    return planned, spent


def scale(w: Writer, caption: str = "Tabel 3.1 Skala Nilai Peringkat Kinerja") -> None:
    rows = [
        [centred("1"), centred("≥ 100"), centred("Sangat Baik"), centred("SB")],
        [centred("2"), centred("80 – 99,99"), centred("Baik"), centred("B")],
        [centred("3"), centred("60 – 79,99"), centred("Cukup"), centred("C")],
        [centred("4"), centred("< 60"), centred("Kurang"), centred("K")],
    ]
    w.table(
        caption,
        (0.7, 3, 3, 1.2),
        [["No", "Interval Nilai Realisasi Kinerja (%)", "Kriteria Penilaian", "Kode"]],
        rows,
        trap=True,
    )


def spending(w: Writer, caption: str, programs_: Sequence[str]) -> None:
    """Programs with their money: no indicator."""
    rows = []
    total_planned = total_spent = Decimal(0)
    for place, program in enumerate(programs_, 1):
        planned, spent = program_money(program, w.year)
        total_planned, total_spent = total_planned + planned, total_spent + spent
        rows.append(
            [
                centred(f"{place}."),
                text(program),
                right(rupiah(planned, form="rp")),
                right(rupiah(spent, form="rp")),
                centred(number(ratio(spent, planned))),
            ]
        )
    rows.append(
        [
            centred(""),
            text("JUMLAH", bold=True),
            right(rupiah(total_planned, form="rp")),
            right(rupiah(total_spent, form="rp")),
            centred(number(ratio(total_spent, total_planned))),
        ]
    )
    w.table(
        caption,
        (0.7, 4, 2.6, 2.6, 1),
        [["No", "Program", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "%"]],
        rows,
        trap=True,
        size=8.5,
    )


KECAMATAN = ("Lokawetan", "Lokakulon", "Banyuarum", "Sukamerta", "Tegalwening")


def districts(w: Writer, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A breakdown by kecamatan: the numbers are of parts of the city."""
    cells = [
        [centred(f"{place}"), text(name), *[right(value) for value in values]]
        for place, (name, values) in enumerate(zip((*KECAMATAN, "Jumlah"), rows, strict=True), 1)
    ]
    cells[-1][0] = centred("")
    w.table(caption, (0.6, 3, *[2] * len(heads)), [["No", "Kecamatan", *heads]], cells, trap=True)


def staff(w: Writer, caption: str) -> None:
    """Civil servants by rank."""
    rows = [
        [centred("1"), text("Golongan IV"), right("1.214"), right("702"), right("1.916")],
        [centred("2"), text("Golongan III"), right("1.487"), right("1.655"), right("3.142")],
        [centred("3"), text("Golongan II"), right("512"), right("288"), right("800")],
        [centred("4"), text("Golongan I"), right("46"), right("3"), right("49")],
        [centred(""), text("Jumlah", bold=True), right("3.259"), right("2.648"), right("5.907")],
    ]
    w.table(caption, (0.6, 3, 1.6, 1.6, 1.6), [["No", "Golongan", "Laki-laki", "Perempuan", "Jumlah"]], rows, trap=True)
