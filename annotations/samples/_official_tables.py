"""The tables that the regulations of LPPD, SPM and LKPJ prescribe, and those of the statistics office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from annotations.samples import facts
from annotations.samples._content import Cell, Mark
from annotations.samples._print import number, ratio, rupiah
from annotations.samples._tables import unit_words
from annotations.samples._trap_tables import program_money
from annotations.samples._writer import Writer, centred, head, numbers_row, right, text


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
    """IKK outcome of an urusan: formula and figures, capaian (the value), source, note. ``rows``: (number, code)."""
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
    header: list[Iterable[Cell | str]] = [
        ["No IKK", "IKK Outcome", "Rumus", "Capaian\nKinerja", "Sumber Data", "Keterangan"],
        numbers_row(6),
    ]
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
    printed = rupiah(mark.gold.value or Decimal(0), form=form)
    return Mark(printed, replace(mark.gold, raw=printed))


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
