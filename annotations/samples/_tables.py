"""The tables of the performance reports: goals and indicators against targets, years and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from annotations.samples import facts
from annotations.samples._content import Cell, Mark, Piece
from annotations.samples._print import number, rounded
from annotations.samples._writer import Writer, centred, head, numbers_row, stacked, text

_UNIT_WORDS = {"persen": "Persen", "indeks": "Indeks", "rupiah": "Rp", "ribu rupiah": "Ribu Rp"}


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A goal with the indicators that measure it."""

    name: str
    codes: tuple[str, ...]


def unit_words(code: str) -> str:
    unit = facts.indicators()[code].unit
    return _UNIT_WORDS.get(unit, unit[:1].upper() + unit[1:])


def goals(
    w: Writer,
    caption: str,
    sasaran: Sequence[Sasaran],
    *,
    repeat_header: bool = True,
    criterion: bool = True,
    averages: bool = False,
) -> None:
    """Sasaran table: the goal's cell is merged down over its indicators; a row of averages may end it."""
    rows: list[list[Cell]] = []
    for place, goal in enumerate(sasaran, 1):
        for row, code in enumerate(goal.codes):
            cells: list[Cell] = []
            if row == 0:
                cells += [centred(f"{place}.", down=len(goal.codes)), text(goal.name, down=len(goal.codes))]
            reached, after = w.reached(code), _behind(code)
            cells += [text(w.called(code)), centred(unit_words(code))]
            cells += [
                _narrow(w.value(code, "target", after=after)),
                _narrow(w.value(code, after=after)),
                centred(reached),
            ]
            rows.append([*cells, centred(_criterion(reached))] if criterion else cells)
    if averages:
        mean = _mean([cell for row in rows for cell in row])
        last = [
            Cell(pieces=("RATA-RATA CAPAIAN",), across=6, bold=True, align="center"),
            centred(number(mean), bold=True),
        ]
        rows.append([*last, centred("")] if criterion else last)
    names = ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian\n(%)"]
    widths = [0.6, 2.6, 3.3, 1.2, 1.3, 1.4, 1.3]
    if criterion:
        names, widths = [*names, "Kriteria"], [*widths, 1.4]
    w.table(caption, widths, [names, numbers_row(len(names), "{}")], rows, repeat_header=repeat_header)


def _mean(cells: Iterable[Cell]) -> Decimal:
    golds = [piece.gold for cell in cells for piece in cell.pieces if isinstance(piece, Mark)]
    values = [gold.value for gold in golds if gold.kind == "capaian" and gold.value is not None]
    return rounded(sum(values, Decimal(0)) / len(values), 2)


def _behind(code: str) -> str:
    """Print behind the value in its own cell: ``89,41/100.000 KH``."""
    return {"per 100.000 KH": "/100.000 KH", "per 1.000 KH": "/1000 KH"}.get(facts.indicators()[code].unit, "")


def _narrow(mark: Mark) -> Cell:
    """A cell too narrow for ``105,00/100.000 KH``: it breaks behind the stroke."""
    return centred(Mark(mark.text.replace("/", "/\n"), mark.gold))


def _criterion(reached: Piece) -> str:
    value = reached.gold.value if isinstance(reached, Mark) else None
    if value is None:
        return "-"
    return "Sangat Baik" if value >= 100 else "Baik" if value >= 80 else "Cukup" if value >= 60 else "Kurang"


def stacked_goals(w: Writer, caption: str, sasaran: Sequence[Sasaran]) -> None:
    """One ruled row a sasaran; its indicators and values stand in it line by line."""
    rows = []
    for place, goal in enumerate(sasaran, 1):
        rows.append(
            [
                centred(f"{place}"),
                text(goal.name),
                stacked([[f"{n}. {w.called(code)}"] for n, code in enumerate(goal.codes, 1)]),
                stacked([[w.value(code, "target")] for code in goal.codes], align="center"),
                stacked([[w.value(code)] for code in goal.codes], align="center"),
                stacked([[w.reached(code, after="%")] for code in goal.codes], align="center"),
            ]
        )
    w.table(
        caption,
        (0.6, 2.6, 6.2, 1.5, 1.6, 1.6),
        [["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "% Capaian"]],
        rows,
        size=8.5,
    )


def two_years(
    w: Writer, caption: str, codes: Sequence[str], *, dot_before: bool = False, newer_left: bool = False
) -> None:
    """Two-level header: each year over target, realisasi, capaian; last year's columns may print dots."""
    years = [w.year, w.year - 1] if newer_left else [w.year - 1, w.year]
    rows = []
    for place, code in enumerate(codes, 1):
        cells = [centred(f"{place}"), text(w.called(code)), centred(unit_words(code))]
        for year in years:
            dot = dot_before and year != w.year
            cells += [
                centred(w.value(code, "target", year, dot=dot)),
                centred(w.value(code, year=year, dot=dot)),
                centred(w.reached(code, year, dot=dot)),
            ]
        rows.append(cells)
    header = [
        [
            head("No", down=2),
            head("Indikator Kinerja", down=2),
            head("Satuan", down=2),
            *[head(f"Tahun {year}", across=3) for year in years],
        ],
        [head(words) for _ in years for words in ("Target", "Realisasi", "Capaian (%)")],
        numbers_row(9, "{}"),
    ]
    w.table(caption, (0.6, 3.2, 1.1, 1.2, 1.3, 1.3, 1.2, 1.3, 1.3), header, rows, size=8.5)


def three_years(w: Writer, caption: str, codes: Sequence[str], *, numbers: bool = False) -> None:
    """Realisasi of three years and the target at the end of the plan."""
    years = (w.year - 2, w.year - 1, w.year)
    rows = [
        [
            centred(f"{place}."),
            text(w.called(code)),
            *[centred(w.value(code, year=year)) for year in years],
            centred(w.value(code, "target", facts.END_OF_PLAN)),
        ]
        for place, code in enumerate(codes, 1)
    ]
    header: list[Iterable[Cell | str]] = [
        [
            "No",
            "Indikator Kinerja",
            *[f"Realisasi\n{year}" for year in years],
            f"Target Akhir RPJMD\n({facts.END_OF_PLAN})",
        ]
    ]
    if numbers:
        header.append(numbers_row(6))
    w.table(caption, (0.6, 4, 1.4, 1.4, 1.4, 1.8), header, rows)


def targets(w: Writer, caption: str, sasaran: Sequence[Sasaran]) -> None:
    """Perjanjian Kinerja: goals, indicators, the year's target."""
    rows: list[list[Cell]] = []
    for place, goal in enumerate(sasaran, 1):
        for row, code in enumerate(goal.codes):
            first = (
                [centred(f"{place}", down=len(goal.codes)), text(goal.name, down=len(goal.codes))] if row == 0 else []
            )
            rows.append([*first, text(w.called(code)), centred(unit_words(code)), centred(w.value(code, "target"))])
    w.table(
        caption,
        (0.6, 3, 4.2, 1.4, 1.5),
        [["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", f"Target {w.year}"]],
        rows,
    )


def main_indicators(w: Writer, caption: str, codes: Sequence[str]) -> None:
    """IKU: last year's condition, target, and a column "Capaian" that holds the value itself."""
    rows = [
        [
            centred(f"{place}"),
            text(f"{w.called(code)}"),
            centred(w.value(code, "realisasi", w.year - 1, shown_kind="baseline")),
            centred(w.value(code, "target")),
            centred(w.value(code)),
            text(facts.indicators()[code].source),
        ]
        for place, code in enumerate(codes, 1)
    ]
    header = [
        [
            head("No", down=2),
            head("Indikator Kinerja Utama", down=2),
            head("TAHUN", across=3),
            head("Keterangan", down=2),
        ],
        [head(f"Kondisi Tahun {w.year - 1}"), head(f"Target Tahun {w.year}"), head(f"Capaian Tahun {w.year}")],
    ]
    w.table(caption, (0.6, 4, 1.6, 1.5, 1.6, 1.8), header, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a long table: an indicator, or without a code a group or the parent of the rows below."""

    code: str = ""
    label: str = ""
    name: str | None = None
    """How a reader should name it, where the label alone does not say it."""
    unit: str = ""
    after: str = ""
    before_target: str = ""


def five_years(w: Writer, caption: str, lines: Sequence[Line]) -> None:
    """LKPJ 3.4: realisasi of the years before, then target, realisasi, capaian of the year."""
    years = [year for year in facts.YEARS if year < w.year][-3:]
    rows: list[list[Cell]] = []
    place = 0
    for line in lines:
        if not line.code:
            group = line.unit == ""
            rows.append(
                [centred(""), text(line.label, bold=group), centred(line.unit), *[centred("")] * (len(years) + 3)]
            )
            continue
        place += 1
        name = line.name
        rows.append(
            [
                centred(f"{place}" if not name else ""),
                text(line.label or w.called(line.code)),
                centred(unit_words(line.code)),
                *[centred(w.value(line.code, year=year, name=name)) for year in years],
                centred(w.value(line.code, "target", name=name, before=line.before_target)),
                centred(w.value(line.code, name=name, after=line.after)),
                centred(w.reached(line.code, name=name)),
            ]
        )
    header = [
        [
            head("No", down=2),
            head("Indikator", down=2),
            head("Satuan", down=2),
            head("Perkembangan Realisasi", across=len(years)),
            head(f"Tahun {w.year}", across=3),
        ],
        [*[head(str(year)) for year in years], head("Target"), head("Realisasi"), head("Capaian (%)")],
    ]
    w.table(caption, (0.6, 3.6, 1.3, *[1.25] * len(years), 1.3, 1.4, 1.25), header, rows, size=8.5)


def scores(w: Writer, caption: str, rows: Sequence[tuple[str, str, str]], *, total: str = "", grade: str = "") -> None:
    """LHE: component, weight (no reading), two years; then total and grade. ``rows``: (label, code, weight)."""
    cells = [
        [
            centred(label),
            text(w.called(code), bold=len(label) == 2 and label[0].isdigit()),
            centred(weight),
            centred(w.value(code, year=w.year - 1)),
            centred(w.value(code)),
        ]
        for label, code, weight in rows
    ]
    if total:
        cells.append(
            [
                centred(""),
                text(w.called(total), bold=True),
                centred("100"),
                centred(w.value(total, year=w.year - 1)),
                centred(w.value(total)),
            ]
        )
    if grade:
        cells.append(
            [
                centred(""),
                text(w.called(grade), bold=True),
                centred(""),
                centred(w.value(grade, year=w.year - 1)),
                centred(w.value(grade)),
            ]
        )
    header = [
        [head("No", down=2), head("Komponen yang Dinilai", down=2), head("Bobot", down=2), head("Nilai", across=2)],
        [head(str(w.year - 1)), head(str(w.year))],
    ]
    w.table(caption, (0.8, 5, 1.2, 1.5, 1.5), header, cells)


def long_matrix(w: Writer, caption: str, codes: Sequence[str]) -> None:
    """T-C style matrix for a landscape page: targets, realisasi and ratios of the years; narrow columns cut numbers."""
    # The plan's targets begin in 2022.
    years = tuple(year for year in (w.year - 2, w.year - 1, w.year) if year >= 2022)
    rows = []
    for place, code in enumerate(codes, 1):
        cells = [
            centred(f"{place}"),
            text(w.called(code)),
            centred("√" if place % 3 == 0 else ""),
            centred("√" if place % 2 else ""),
        ]
        for year in years:
            target = w.value(code, "target", year)
            cells.append(
                centred(w.value(code, "target", year, cut=len(target.text) - 1 if len(target.text) > 6 else None))
            )
        for year in years:
            real = w.value(code, year=year)
            cells.append(centred(w.value(code, year=year, cut=len(real.text) - 1 if len(real.text) > 6 else None)))
        cells += [centred(w.reached(code, year)) for year in years]
        rows.append(cells)
    header = [
        [
            head("No", down=2),
            head("Indikator Kinerja sesuai Tugas dan Fungsi Perangkat Dae\nrah", down=2),
            head("Target SDGs", down=2),
            head("Target IKK", down=2),
            head("Target RPJMD Tahun ke-", across=len(years)),
            head("Realisasi Capaian Tahun ke-", across=len(years)),
            head("Rasio Capaian pada Tahun ke- (%)", across=len(years)),
        ],
        [head(str(year)) for _ in range(3) for year in years],
        numbers_row(4 + 3 * len(years)),
    ]
    w.table(caption, (0.5, 4, 0.8, 0.8, *[1.15] * (3 * len(years))), header, rows, size=8)
