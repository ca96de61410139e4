"""Laporan Kinerja Instansi Pemerintah: goals, targets and what was reached, year against year and against the plan."""

from __future__ import annotations

from decimal import Decimal

from annotations.samples import _city, _tables, _trap_tables, facts
from annotations.samples._content import Boxes, Mark, PageBreak, Piece, Report
from annotations.samples._print import number, rounded
from annotations.samples._writer import Writer, centred, right, text


def lkjip(year: int) -> Report:
    w = Writer(f"lkjip-{year}", "LKJIP", year)
    _city.cover(w, "LAPORAN KINERJA", "INSTANSI PEMERINTAH", "(LKjIP)", colour="#2f5d3a")
    _city.foreword(w, "Laporan Kinerja Instansi Pemerintah (LKjIP)", "Februari")
    _summary(w)
    w.add(PageBreak())
    _city.contents(w)
    _introduction(w)
    _plan(w)
    _accountability(w)
    _money(w)
    w.chapter("BAB IV PENUTUP")
    w.say(
        f"Secara umum kinerja Pemerintah {_city.CITY} tahun {year} menunjukkan kemajuan. Sasaran yang belum "
        "mencapai target "
        "akan ditindaklanjuti melalui penajaman program, penguatan data kinerja dan koordinasi lintas perangkat daerah."
    )
    _city.sign(w, "Februari")
    _annex(w)
    return w.done(
        header=f"LKjIP Pemerintah Kota Purwaloka Tahun {year}",
        footer="Laporan Kinerja Instansi Pemerintah",
        serif=year == 2023,
    )


def _summary(w: Writer) -> None:
    w.chapter("IKHTISAR EKSEKUTIF")
    w.say(
        f"Perjanjian Kinerja Wali Kota Tahun {w.year} memuat {len(_city.GOALS)} sasaran strategis dengan "
        f"{sum(len(goal.codes) for goal in _city.GOALS)} indikator kinerja. Beberapa capaian penting adalah "
        "sebagai berikut."
    )
    w.listed(
        (
            "Rata-rata Lama Sekolah dari target ",
            w.value("makro.rls", "target", where="narrative", after=" tahun"),
            " terealisasi ",
            w.value("makro.rls", where="narrative", after=" tahun"),
            ";",
        ),
        (
            "Prevalensi Balita Stunting turun dari ",
            w.value("makro.stunting", "realisasi", w.year - 1, where="narrative", after=" persen"),
            f" tahun {w.year - 1} menjadi ",
            w.value("makro.stunting", where="narrative", after=" persen"),
            f" tahun {w.year};",
        ),
        (
            "Angka Kemiskinan tahun ",
            str(w.year),
            " sebesar ",
            w.value("makro.kemiskinan_p0", where="narrative", after="%"),
            ", dari target sebesar ",
            w.value("makro.kemiskinan_p0", "target", where="narrative", after="%"),
            ";",
        ),
        (
            "Jumlah kunjungan wisatawan mencapai ",
            w.value("iku.pariwisata.kunjungan", where="narrative"),
            f" orang pada tahun {w.year}.",
        ),
        numbering="a.",
    )


def _introduction(w: Writer) -> None:
    w.chapter("BAB I PENDAHULUAN", new_page=False)
    _city.introduction(w, "Laporan Kinerja Instansi Pemerintah (LKjIP)")
    w.section("1.4 Struktur Organisasi")
    w.add(
        Boxes(
            "WALI KOTA",
            (
                "SEKRETARIAT DAERAH",
                "INSPEKTORAT",
                "BAPPEDA",
                "DINAS DAERAH",
                "BADAN DAERAH",
                "KECAMATAN",
                "RSUD",
                "SEKRETARIAT DPRD",
            ),
        )
    )
    _trap_tables.staff(w, f"Tabel 1.1 Jumlah PNS Menurut Golongan Tahun {w.year}")
    w.section("1.5 Isu Strategis")
    w.listed(
        "Kualitas sumber daya manusia dan akses pendidikan;",
        "Kemiskinan, pengangguran dan ketimpangan pendapatan;",
        "Genangan, persampahan dan mutu lingkungan hidup;",
        "Tata kelola pemerintahan yang adaptif dan berbasis digital.",
    )


def _plan(w: Writer) -> None:
    w.chapter("BAB II PERENCANAAN KINERJA")
    _city.vision(w, "2.1")
    w.section(f"2.2 Perjanjian Kinerja Tahun {w.year}")
    _tables.targets(w, f"Tabel 2.1 Perjanjian Kinerja Wali Kota Purwaloka Tahun {w.year}", _city.GOALS)
    w.section("2.3 Program Pendukung")
    rows = [
        [centred(f"{place}."), text(program), right(_budget_of(program, w.year))]
        for place, program in enumerate(_city.PROGRAMS[:8], 1)
    ]
    w.table(
        f"Tabel 2.2 Program dan Anggaran Tahun {w.year}",
        (0.7, 5, 2.5),
        [["No", "Program", "Anggaran (Rp)"]],
        rows,
        trap=True,
    )


def _budget_of(program: str, year: int) -> str:
    planned, _ = _trap_tables.program_money(program, year)
    return number(planned)


def _accountability(w: Writer) -> None:
    year = w.year
    w.chapter("BAB III AKUNTABILITAS KINERJA")
    w.section("3.1 Kerangka Pengukuran Kinerja")
    w.say(
        "Capaian kinerja dihitung dengan membandingkan realisasi terhadap target. Untuk indikator yang semakin "
        "rendah semakin baik digunakan rumus: ((2 x Target) - Realisasi) / Target x 100%."
    )
    _trap_tables.scale(w)
    w.section(f"3.2 Capaian Kinerja Tahun {year}")
    _tables.goals(
        w,
        f"Tabel 3.2 Pengukuran Kinerja Pemerintah Kota Purwaloka Tahun {year}",
        _city.GOALS,
        repeat_header=year == 2024,
        averages=True,
    )
    reached = [w.reached(code) for goal in _city.GOALS for code in goal.codes]
    values = [piece.gold.value for piece in reached if isinstance(piece, Mark) and piece.gold.value is not None]
    w.say(f"Rata-rata capaian seluruh indikator adalah {number(_mean(values))} persen atau kategori Sangat Baik.")
    for place, goal in enumerate(_city.GOALS, 1):
        _goal(w, place, goal)
    w.section("3.4 Perbandingan dengan Target Akhir RPJMD")
    _tables.three_years(
        w,
        "Tabel 3.20 Realisasi Kinerja terhadap Target Akhir RPJMD",
        [code for goal in _city.GOALS[:6] for code in goal.codes[:2]],
        numbers=year == 2023,
    )


def _mean(values: list[Decimal]) -> Decimal:
    return rounded(sum(values, Decimal(0)) / len(values), 2)


def _goal(w: Writer, place: int, goal: _tables.Sasaran) -> None:
    """One goal: comparison of two years, then the words about its first indicators."""
    w.section(f"3.3.{place} Sasaran {place}: {goal.name}", 3)
    newer_left = place in {4, 7}
    if place in {5, 8}:
        _tables.stacked_goals(w, f"Tabel 3.{place + 2} Capaian Sasaran {place} Tahun {w.year}", (goal,))
    else:
        _tables.two_years(
            w,
            f"Tabel 3.{place + 2} Perbandingan Capaian Sasaran {place} Tahun {w.year - 1} dan {w.year}",
            goal.codes,
            dot_before=place in {3, 6},
            newer_left=newer_left,
        )
    _told(w, goal.codes[0], place)
    if place % 2:
        w.say(
            "Keberhasilan tersebut didukung oleh koordinasi antar perangkat daerah, pemutakhiran data sasaran "
            "dan peningkatan kapasitas petugas. Hambatan yang masih dihadapi antara lain keterbatasan anggaran "
            "dan sebaran petugas yang belum merata."
        )
    else:
        _told(w, goal.codes[1], place + 1)
        w.say(
            "Upaya perbaikan pada tahun berikutnya difokuskan pada kelurahan dengan capaian terendah serta "
            "penguatan pemantauan bulanan."
        )


def _told(w: Writer, code: str, form: int) -> None:
    """One sentence about one indicator, in one of the usual forms."""
    year, name = w.year, w.called(code)
    now, before = w.fact(code, year, "realisasi", "narrative"), w.fact(code, year - 1, "realisasi", "narrative")
    if now.value is None or before.value is None:
        return
    after = {"persen": " persen", "tahun": " tahun", "orang": " orang", "hari": " hari"}.get(
        facts.indicators()[code].unit, ""
    )

    def value(kind: str = "realisasi", of: int = year) -> Piece:
        return w.value(code, kind, of, where="narrative", after=after)

    moved = "naik" if now.value >= before.value else "turun"
    sentences: tuple[tuple[Piece, ...], ...] = (
        (
            f"{name} tahun {year} tercatat sebesar ",
            value(),
            f", {moved} {number(abs(now.value - before.value))} poin dari ",
            value(of=year - 1),
            f" pada tahun {year - 1}.",
        ),
        (
            "Dari target ",
            value("target"),
            f", {name} tahun {year} terealisasi ",
            value(),
            " atau ",
            w.reached(code, where="narrative", after="%"),
            ".",
        ),
        (
            f"Realisasi {name} pada tahun {year - 1} dan {year} berturut-turut sebesar ",
            value(of=year - 1),
            " dan ",
            value(),
            ".",
        ),
    )
    w.say(*sentences[form % 3])


def _money(w: Writer) -> None:
    w.section("3.5 Realisasi Anggaran")
    w.say(
        f"Anggaran dan realisasi program yang mendukung sasaran strategis tahun {w.year} disajikan pada tabel berikut."
    )
    _trap_tables.spending(w, f"Tabel 3.21 Anggaran dan Realisasi Program Tahun {w.year}", _city.PROGRAMS)


def _annex(w: Writer) -> None:
    """The wide matrix at the back, on pages that lie on their side."""
    w.add(PageBreak(landscape=True))
    w.section("LAMPIRAN MATRIKS CAPAIAN KINERJA", 1)
    codes = [
        code
        for code in facts.indicators()
        if code.startswith(("local:", "iku.pupr", "iku.pendidikan")) and not code.startswith("local:wis")
    ]
    _tables.long_matrix(
        w, f"Tabel T-C.23 Pencapaian Kinerja Pelayanan Pemerintah Kota Purwaloka Tahun {w.year - 2}-{w.year}", codes
    )
