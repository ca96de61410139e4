"""The tables of the reports, in the shapes that local governments print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from annotations.samples import facts
from annotations.samples._content import Cell, Mark, Piece
from annotations.samples._print import number, ratio, rounded, rupiah
from annotations.samples._writer import Writer, centred, head, numbers_row, right, stacked, text

_UNIT_WORDS = {"persen": "Persen", "indeks": "Indeks", "rupiah": "Rp", "ribu rupiah": "Ribu Rp"}


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A goal with the indicators that measure it."""

    name: str
    codes: tuple[str, ...]


def unit_words(code: str) -> str:
    unit = facts.indicators()[code].unit
    return _UNIT_WORDS.get(unit, unit[:1].upper() + unit[1:])


def macro(w: Writer, caption: str, codes: Sequence[str], *, percent_sign: bool = False, note: str = "") -> None:
    """Capaian kinerja makro: last year, this year, growth. "Capaian" holds the value itself here."""
    year = w.year
    rows = []
    for place, code in enumerate(codes, 1):
        after = "%" if percent_sign and facts.indicators()[code].unit == "persen" else ""
        star = (
            "*"
            if any(f.type == "provisional" and (f.report, f.code) == (w.name, code) for f in facts.planted())
            else ""
        )
        before, now = w.fact(code, year - 1, "realisasi").value, w.fact(code, year, "realisasi").value
        growth = "-"
        if before is not None and now is not None:
            change = ratio(now - before, abs(before))
            growth = f"({number(-change)})" if change < 0 else number(change)
        rows.append(
            [
                centred(f"{place}."),
                text(w.called(code)),
                centred(w.value(code, year=year - 1, after=after)),
                centred(w.value(code, after=after + star)),
                centred(growth),
            ]
        )
    header = [
        [
            head("No"),
            head("Indikator Kinerja Makro"),
            head(f"Capaian Kinerja\nTahun {year - 1}"),
            head(f"Capaian Kinerja\nTahun {year}"),
            head("Laju (%)"),
        ],
        [head("1"), head("2"), head("3"), head("4"), head("5 = (4-3)/3 x 100")],
    ]
    w.table(caption, (0.7, 4, 2, 2, 2), header, rows, notes=(note,) if note else ())


def outcomes(w: Writer, caption: str, rows: Iterable[tuple[str, str]], *, repeat_header: bool = True) -> None:
    """IKK outcome of one urusan: formula with its figures, capaian (the value), source, note. ``rows``: number, code."""
    counts = {count.ikk: count for count in facts.counts()}
    cells = []
    for ikk, code in rows:
        count = counts.get(code)
        after = "%" if facts.indicators()[code].unit == "persen" else ""
        formula = _formula(count, w.year) if count else _words_of(code)
        cells.append(
            [
                centred(ikk),
                text(w.called(code)),
                text(formula),
                centred(w.value(code, after=after)),
                text(facts.indicators()[code].source),
                text(_remark(w.fact(code, w.year, "realisasi"))),
            ]
        )
    header = [["No IKK", "IKK Outcome", "Rumus", "Capaian\nKinerja", "Sumber Data", "Keterangan"], numbers_row(6)]
    w.table(caption, (1.0, 3.2, 4.0, 1.5, 1.7, 1.6), header, cells, repeat_header=repeat_header, size=8.5)


def _formula(count: facts.Count, year: int) -> str:
    part, whole = count.counted[year]
    bar = "-" * 26
    return f"{count.numerator}\n{bar} x 100%\n{count.denominator}\n= ({number(part)} / {number(whole)}) x 100%"


def _words_of(code: str) -> str:
    unit = facts.indicators()[code].unit
    return {
        "indeks": "Hasil penghitungan komposit",
        "predikat": "Hasil penilaian",
        "menit": "Rata-rata waktu tanggap",
    }.get(unit, "Hasil pengukuran pada tahun berkenaan")


def _remark(fact: facts.Fact) -> str:
    if fact.absent == "N/A":
        return "Bukan kewenangan / tidak ada objek"
    return "Belum ada data" if fact.absent else ""


def outcomes_of_years(
    w: Writer, caption: str, group: str, rows: Iterable[tuple[str, str]], years: Sequence[int]
) -> None:
    """IKK with one capaian column a year under a common header, and the urusan as a group row."""
    cells: list[list[Cell]] = [
        [centred(""), centred(group[:3].strip(".")), text(group[4:], bold=True), *[centred("")] * len(years), text("")]
    ]
    for place, (ikk, code) in enumerate(rows, 1):
        cells.append(
            [
                centred(f"{place}"),
                centred(ikk),
                text(w.called(code)),
                *[centred(w.value(code, year=year)) for year in years],
                text(facts.indicators()[code].source),
            ]
        )
    header = [
        [
            head("NO", down=2),
            head("NO IKK", down=2),
            head("INDIKATOR KINERJA KUNCI OUTCOME", down=2),
            head("CAPAIAN KINERJA", across=len(years)),
            head("KET.", down=2),
        ],
        [head(str(year)) for year in years],
    ]
    w.table(caption, (0.7, 1.1, 5, *[1.3] * len(years), 1.8), header, cells)


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


def series(
    w: Writer, caption: str, codes: Sequence[str], *, star_last: bool = True, note: str = "*) Angka sementara"
) -> None:
    """Statistics: one column a year, the last of them provisional."""
    years = [year for year in facts.YEARS if year <= w.year]
    rows = [
        [text(w.called(code)), centred(unit_words(code)), *[right(w.value(code, year=year)) for year in years]]
        for code in codes
    ]
    names = [f"{year}*" if star_last and year == w.year else str(year) for year in years]
    w.table(
        caption,
        (3.6, 1.4, *[1.5] * len(years)),
        [["Uraian", "Satuan", *names]],
        rows,
        notes=(note,) if star_last else (),
    )


def by_year(w: Writer, caption: str, codes: Sequence[str]) -> None:
    """Transposed: the years are the rows, the indicators the columns."""
    years = [year for year in facts.YEARS if year <= w.year]
    rows = [[centred(str(year)), *[centred(w.value(code, year=year)) for code in codes]] for year in years]
    names = [f"{w.called(code)}\n({_in_header(code)})" for code in codes]
    w.table(caption, (1, *[2] * len(codes)), [["Tahun", *names]], rows)


def _in_header(code: str) -> str:
    unit = facts.indicators()[code].unit
    return {"persen": "%", "rupiah": "Rp/kapita/bulan", "ribu orang": "ribu jiwa"}.get(unit, unit)


def services(w: Writer, caption: str, counts: Sequence[facts.Count], *, repeat_header: bool = True) -> None:
    """SPM: to be served, served, not served, percent. Both counts and the percentage are readings."""
    rows = []
    for place, count in enumerate(counts, 1):
        part, whole = count.counted[w.year]
        code = count.spm
        left = whole - part
        rows.append(
            [
                centred(f"{place}."),
                text(w.called(code)),
                right(w.counted(code, count, "target")),
                right(w.counted(code, count, "realisasi")),
                right(number(left) if left >= 0 else f"({number(-left)})"),
                centred(w.value(code)),
            ]
        )
    header = [
        [head("No", down=2), head("Jenis Pelayanan Dasar", down=2), head("Penerima Layanan Dasar", across=4)],
        [
            head("Jumlah Total yang Harus Dilayani"),
            head("Jumlah Total yang Terlayani"),
            head("Yang Belum Terlayani"),
            head("Capaian (%)"),
        ],
        numbers_row(6),
    ]
    w.table(caption, (0.6, 4.2, 1.7, 1.7, 1.5, 1.4), header, rows, repeat_header=repeat_header)


def budget(w: Writer, caption: str, codes: Sequence[str] | None = None, *, form: str = "plain") -> None:
    """APBD accounts: budget, realisation, percent. These accounts are indicators of the catalogue."""
    rows = []
    for account in facts.accounts():
        if codes is not None and account.code not in codes:
            continue
        loud = account.account.count(".") == 0 and bool(account.account)
        name = account.name.upper() if loud else account.name
        share = w.reached(account.code, name=name)
        target, real = w.value(account.code, "target", name=name), w.value(account.code, name=name)
        if form != "plain":
            target, real = _money(target, form), _money(real, form)
        rows.append([text(account.account), text(name, bold=loud), right(target), right(real), centred(share)])
    w.table(
        caption, (0.9, 3.6, 2.7, 2.7, 1.1), [["No", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"]], rows, size=8.5
    )


def _money(mark: Mark, form: str) -> Mark:
    from dataclasses import replace

    printed = rupiah(mark.gold.value or Decimal(0), form=form)
    return Mark(printed, replace(mark.gold, raw=printed))


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
    """LHE: component, weight (no reading), the value of two years; then the total and the grade. ``rows``: label, code, weight."""
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
    """T-C style matrix for a landscape page: targets, realisasi and ratios of three years, numbers cut in narrow columns."""
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


def programs(w: Writer, caption: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """LKPJ program table: indicator with target, realisasi, capaian beside the program's money (which is no reading).

    ``rows``: account, program, code of the indicator (empty for the urusan's total).
    """
    cells = []
    for account, program, code in rows:
        planned, spent = program_money(program, w.year)
        money = [right(number(planned)), right(number(spent)), centred(number(ratio(spent, planned)))]
        if not code:
            cells.append([text(account), text(program, bold=True), *[centred("")] * 5, *money])
            continue
        cells.append(
            [
                text(account),
                text(program),
                text(w.called(code)),
                centred(unit_words(code)),
                centred(w.value(code, "target")),
                centred(w.value(code)),
                centred(w.reached(code)),
                *money,
            ]
        )
    names = [
        "KODE",
        "URUSAN/PROGRAM",
        "INDIKATOR PROGRAM",
        "SATUAN",
        f"TARGET {w.year}",
        f"REALI\nSASI {w.year}",
        "CAPAIAN (%)",
        "ANGGARAN (Rp)",
        "REALISASI (Rp)",
        "%",
    ]
    w.table(caption, (1.3, 2.8, 3, 1.2, 1.3, 1.3, 1.3, 2.3, 2.3, 1), [names, numbers_row(10)], cells, size=7.5)


def program_money(program: str, year: int) -> tuple[Decimal, Decimal]:
    """A budget for a program that is always the same: its name decides it."""
    seed = sum(ord(letter) * (place + 7) for place, letter in enumerate(program)) * (year - 2000)
    planned = Decimal(1_000_000_000 + seed * 7_919 % 48_000_000_000)
    spent = rounded(planned * Decimal(880 + seed % 115) / 1000, 0)
    return planned, spent


# Traps: tables that look the part and hold no reading ------------------------------------------------------------------


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
