"""Laporan Keterangan Pertanggungjawaban: the mayor's account to the council, the longest and the most repeated."""

from __future__ import annotations

from annotations.samples import _city, _official_tables, _tables, _trap_tables, facts
from annotations.samples._content import PageBreak, Report
from annotations.samples._print import number
from annotations.samples._writer import Writer, centred, right, text

_PROGRAMS = (
    (
        "PENDIDIKAN",
        "1.01",
        (
            ("1.01.02", "Program Pengelolaan Pendidikan", "iku.pendidikan.apk_paud"),
            ("", "Program Pengelolaan Pendidikan SD", "iku.pendidikan.apm_sd"),
            ("", "Program Pengelolaan Pendidikan SMP", "iku.pendidikan.apm_smp"),
            ("1.01.04", "Program Pendidik dan Tenaga Kependidikan", "iku.pendidikan.guru_s1"),
        ),
    ),
    (
        "KESEHATAN",
        "1.02",
        (
            ("1.02.02", "Program Pemenuhan Upaya Kesehatan", "iku.kesehatan.aki"),
            ("", "Program Pemenuhan Upaya Kesehatan Bayi", "iku.kesehatan.akb"),
            ("", "Program Gizi Masyarakat", "makro.stunting"),
            ("1.02.03", "Program Peningkatan Kapasitas SDM Kesehatan", "local:puskesmas_paripurna"),
            ("1.02.05", "Program Pemberdayaan Masyarakat Bidang Kesehatan", "local:posyandu_mandiri"),
        ),
    ),
    (
        "PEKERJAAN UMUM",
        "1.03",
        (
            ("1.03.10", "Program Penyelenggaraan Jalan", "iku.pupr.jalan_baik"),
            ("1.03.06", "Program Pengelolaan Sistem Drainase", "iku.pupr.drainase"),
            ("", "Program Pengendalian Banjir", "local:titik_banjir"),
            ("1.03.05", "Program Pengelolaan Air Limbah", "iku.pupr.sanitasi_layak"),
        ),
    ),
    (
        "PERUMAHAN",
        "1.04",
        (
            ("1.04.03", "Program Kawasan Permukiman", "iku.perkim.kumuh"),
            ("1.04.02", "Program Pengembangan Perumahan", "iku.perkim.rtlh"),
        ),
    ),
    (
        "SOSIAL DAN TENAGA KERJA",
        "1.06",
        (
            ("1.06.05", "Program Perlindungan dan Jaminan Sosial", "local:keluarga_harapan_graduasi"),
            ("2.07.03", "Program Pelatihan Kerja dan Produktivitas", "local:kelulusan_pelatihan"),
            ("2.07.05", "Program Hubungan Industrial", "iku.naker.jamsostek"),
        ),
    ),
    (
        "PARIWISATA DAN KEBUDAYAAN",
        "3.26",
        (
            ("3.26.02", "Program Peningkatan Daya Tarik Destinasi", "iku.pariwisata.kunjungan"),
            ("", "Program Usaha Pariwisata", "ikk.pariwisata.3b3"),
            ("2.22.02", "Program Pengembangan Kebudayaan", "local:event_budaya"),
        ),
    ),
    (
        "LINGKUNGAN HIDUP DAN PANGAN",
        "2.11",
        (
            ("2.11.03", "Program Pengendalian Pencemaran", "iku.lh.ika"),
            ("2.11.11", "Program Pengelolaan Persampahan", "iku.lh.sampah_pengurangan"),
            ("2.09.03", "Program Peningkatan Diversifikasi Pangan", "iku.pangan.pph"),
        ),
    ),
    (
        "KOMUNIKASI DAN PENUNJANG",
        "2.16",
        (
            ("2.16.03", "Program Aplikasi Informatika", "local:aplikasi_terintegrasi"),
            ("", "Program Layanan Kedaruratan", "local:respon_112"),
            ("5.01.02", "Program Perencanaan Pembangunan", "iku.tatakelola.konsistensi_rkpd"),
        ),
    ),
)


def lkpj(year: int) -> Report:
    w = Writer(f"lkpj-{year}", "LKPJ", year)
    _city.cover(
        w,
        "LAPORAN KETERANGAN",
        "PERTANGGUNGJAWABAN (LKPJ)",
        "WALI KOTA PURWALOKA",
        f"AKHIR TAHUN ANGGARAN {year}",
        colour="#7f1d1d",
    )
    _city.foreword(w, "Laporan Keterangan Pertanggungjawaban (LKPJ) Wali Kota")
    w.add(PageBreak())
    _city.contents(w)
    _general(w)
    _apbd(w)
    _results(w)
    w.chapter("BAB IV CAPAIAN KINERJA PELAKSANAAN TUGAS PEMBANTUAN DAN PENUGASAN")
    w.say(
        f"Pada Tahun Anggaran {year} Pemerintah {_city.CITY} menerima tugas pembantuan dari Kementerian Pertanian "
        "dan Kementerian Perdagangan dengan total pagu sebesar Rp6.050.000.000,00 dan realisasi sebesar "
        "Rp5.950.721.500,00."
    )
    w.chapter("BAB V PENUTUP")
    w.say(
        "Demikian LKPJ ini disampaikan kepada Dewan Perwakilan Rakyat Daerah untuk dibahas sesuai ketentuan "
        "peraturan perundang-undangan."
    )
    _city.sign(w)
    return w.done(
        header=f"LKPJ Wali Kota Purwaloka Akhir Tahun Anggaran {year}",
        footer=f"Pemerintah Kota Purwaloka | LKPJ {year}",
        serif=year == 2024,
    )


def _general(w: Writer) -> None:
    year = w.year
    w.chapter("BAB I PENDAHULUAN", new_page=False)
    _city.introduction(w, "Laporan Keterangan Pertanggungjawaban (LKPJ)")
    _official_tables.series(
        w,
        f"Tabel 1.1 Perkembangan Penduduk Tahun 2020-{year}",
        ("makro.jumlah_penduduk", "makro.kepadatan_penduduk", "makro.rasio_ketergantungan"),
        star_last=False,
    )
    w.section("1.4 Ekonomi Makro")
    w.say(
        f"Pertumbuhan Ekonomi {_city.CITY} tahun {year} tercatat sebesar ",
        w.value("makro.pertumbuhan_ekonomi", where="narrative", after=" persen"),
        f", dibandingkan tahun {year - 1} sebesar ",
        w.value("makro.pertumbuhan_ekonomi", "realisasi", year - 1, where="narrative", after=" persen"),
        ". Pertumbuhan nasional pada periode yang sama sebesar 5,03 persen.",
    )
    _official_tables.series(
        w,
        f"Tabel 1.2 Indikator Ekonomi Makro Tahun 2020-{year}",
        (
            "makro.pdrb_adhb",
            "makro.pdrb_adhk",
            "makro.pdrb_per_kapita",
            "makro.pertumbuhan_ekonomi",
            "makro.inflasi",
            "makro.gini",
        ),
        note="*) Angka sementara",
    )
    sectors = [
        ("Pertanian, Kehutanan, dan Perikanan", "1.214,36", "1.268,90"),
        ("Industri Pengolahan", "4.806,12", "5.118,47"),
        ("Perdagangan Besar dan Eceran", "6.231,08", "6.725,33"),
        ("Penyediaan Akomodasi dan Makan Minum", "1.427,75", "1.585,91"),
        ("Jasa Pendidikan", "1.866,20", "1.994,06"),
    ]
    w.table(
        f"Tabel 1.3 PDRB Menurut Lapangan Usaha Utama (Miliar Rupiah) Tahun {year - 1}-{year}",
        (5, 2, 2),
        [["Lapangan Usaha", f"{year - 1}*", f"{year}**"]],
        [[text(a), right(b), right(c)] for a, b, c in sectors],
        notes=("*) Angka sementara  **) Angka sangat sementara",),
        trap=True,
    )
    w.section("1.5 Kemiskinan dan Ketenagakerjaan")
    w.say(
        f"Angka Kemiskinan {_city.CITY} tahun {year} sebesar ",
        w.value("makro.kemiskinan_p0", where="narrative", after=" persen"),
        ". Angka Pengangguran turun dari ",
        w.value("makro.tpt", "realisasi", year - 1, where="narrative", after=" persen"),
        f" pada tahun {year - 1} menjadi ",
        w.value("makro.tpt", where="narrative", after=" persen"),
        f" pada tahun {year}.",
    )
    _official_tables.by_year(
        w,
        f"Tabel 1.4 Perkembangan Kemiskinan Tahun 2020-{year}",
        (
            "makro.jumlah_penduduk_miskin",
            "makro.kemiskinan_p0",
            "makro.garis_kemiskinan",
            "makro.kemiskinan_p1",
            "makro.kemiskinan_p2",
        ),
    )
    poor = (
        ("4.120", "4,25"),
        ("4.586", "5,14"),
        ("4.702", "5,49"),
        ("4.391", "5,49"),
        ("4.112", "5,47"),
        ("21.911", "5,13"),
    )
    _trap_tables.districts(
        w,
        f"Tabel 1.5 Penduduk Miskin Menurut Kecamatan Tahun {year}",
        ("Jumlah (jiwa)", "Persentase"),
        poor if year == 2024 else (*poor[:5], ("23.208", "5,48")),
    )
    w.section("1.6 Pembangunan Manusia")
    _official_tables.series(
        w,
        f"Tabel 1.6 IPM dan Komponennya Tahun 2020-{year}",
        ("makro.ipm", "makro.uhh", "makro.hls", "makro.rls", "makro.pengeluaran_per_kapita"),
        star_last=False,
    )
    _city.vision(w, "1.7")


def _apbd(w: Writer) -> None:
    year = w.year
    w.chapter("BAB II PERUBAHAN PENJABARAN APBD")
    w.section("2.1 Pendapatan, Belanja dan Pembiayaan Daerah")
    _official_tables.budget(w, f"Tabel 2.1 Realisasi APBD Kota Purwaloka Tahun Anggaran {year}", form="cents")
    target, reached = (facts.truth("keu.pendapatan.pad", year, kind).value for kind in ("target", "realisasi"))
    assert target is not None
    assert reached is not None
    w.say(
        f"Pendapatan Asli Daerah tahun {year} dari target Rp",
        w.value("keu.pendapatan.pad", "target", where="narrative"),
        ",00 dapat direalisasikan Rp",
        w.value("keu.pendapatan.pad", where="narrative"),
        ",00 atau ",
        w.reached("keu.pendapatan.pad", where="narrative", after=" persen"),
        ".",
    )
    w.section("2.2 Belanja Menurut Program")
    _trap_tables.spending(w, f"Tabel 2.2 Realisasi Belanja Program Prioritas Tahun {year}", _city.PROGRAMS)


def _results(w: Writer) -> None:
    year = w.year
    w.chapter("BAB III HASIL PENYELENGGARAAN URUSAN PEMERINTAHAN DAERAH")
    w.say(
        "Bab ini menguraikan capaian program dan kegiatan setiap urusan pemerintahan, tindak lanjut rekomendasi "
        "DPRD, kebijakan "
        "strategis yang ditetapkan, serta capaian Indikator Kinerja Utama dan Indikator Kinerja Daerah. Capaian "
        "program disajikan "
        "dalam tabel mendatar pada halaman berikut; realisasi anggaran adalah angka sebelum pemeriksaan BPK."
    )
    w.say(
        "Secara umum pelaksanaan program berjalan sesuai jadwal. Permasalahan yang dijumpai antara lain "
        "keterlambatan pengadaan "
        "pada triwulan pertama, perubahan petunjuk teknis dana alokasi khusus dan keterbatasan tenaga teknis di "
        "perangkat daerah."
    )
    w.add(PageBreak(landscape=True))
    w.section("3.1 Capaian Program dan Kegiatan")
    for place, (name, account, programs) in enumerate(_PROGRAMS, 1):
        _told(w, name.title(), [code for _, _, code in programs])
        _official_tables.programs(
            w,
            f"Tabel 3.{place} Capaian Program Urusan {name.title()} Tahun {year}",
            [(account, f"URUSAN {name}", ""), *programs],
        )
    w.add(PageBreak(landscape=False))
    w.section("3.2 Tindak Lanjut Rekomendasi DPRD")
    rows = [
        [centred(f"{n}"), text(a), text(b)]
        for n, (a, b) in enumerate(
            (
                (
                    "Meningkatkan realisasi retribusi parkir sekurangnya 10 persen",
                    "Penerapan pembayaran nontunai pada 42 titik parkir",
                ),
                (
                    "Mempercepat perbaikan 26 titik genangan",
                    "Rehabilitasi saluran sepanjang 8,4 km pada tahun berjalan",
                ),
                ("Menambah tenaga kesehatan di kecamatan", "Rekrutmen 64 tenaga kesehatan melalui BLUD"),
            ),
            1,
        )
    ]
    w.table(
        "Tabel 3.9 Tindak Lanjut Rekomendasi DPRD",
        (0.6, 4, 5),
        [["No", "Rekomendasi", "Tindak Lanjut"]],
        rows,
        trap=True,
    )
    w.section("3.3 Kebijakan Strategis")
    w.listed(
        "Peraturan Wali Kota tentang Layanan Satu Data LokaSatu;",
        "Peraturan Wali Kota tentang Angkutan Pelajar TransLoka;",
        "Peraturan Daerah tentang Pengelolaan Sampah.",
    )
    w.section("3.4 Capaian Indikator Kinerja Utama dan Indikator Kinerja Daerah")
    main = [code for goal in _city.GOALS for code in goal.codes]
    _tables.main_indicators(w, f"Tabel 3.10 Capaian Indikator Kinerja Utama Tahun {year}", main[:18])
    _tables.five_years(w, f"Tabel 3.11 Capaian Indikator Kinerja Daerah Tahun {year}", _regional(w, set(main)))
    for code in ("iku.kesehatan.aki", "iku.kesehatan.uhc"):
        now, before = (
            w.fact(code, year, "realisasi", "narrative").value,
            w.fact(code, year - 1, "realisasi", "narrative").value,
        )
        assert now is not None
        assert before is not None
        word = "naik" if now > before else "turun"
        w.say(
            f"{w.called(code)} tahun {year} sebesar ",
            w.value(code, where="narrative"),
            f" atau {word} {number(abs(now - before))} dari tahun {year - 1} sebesar ",
            w.value(code, "realisasi", year - 1, where="narrative"),
            ".",
        )
    w.section("3.5 Penghargaan")
    awards = (
        ("Opini WTP atas LKPD", "Nasional", "BPK RI"),
        ("Kota Layak Anak", "Nasional", "Kementerian PPPA"),
        ("Adipura", "Nasional", "KLHK"),
        ("Innovative Government Award", "Nasional", "Kemendagri"),
    )
    w.table(
        f"Tabel 3.12 Penghargaan yang Diterima Tahun {year}",
        (0.6, 4, 2, 3),
        [["No", "Jenis Penghargaan", "Tingkat", "Lembaga"]],
        [[centred(f"{n}"), text(a), text(b), text(c)] for n, (a, b, c) in enumerate(awards, 1)],
        trap=True,
    )


def _told(w: Writer, urusan: str, codes: list[str]) -> None:
    """The sentences before a program table: one indicator against its target, two in one breath."""
    first, second, third = codes[0], codes[1], codes[-1]
    year = w.year
    w.say(
        f"Pada urusan {urusan}, realisasi {w.called(first)} tahun {year} sebesar ",
        w.value(first, where="narrative"),
        " dari target ",
        w.value(first, "target", where="narrative"),
        f". Tahun {year} {w.called(second)} mencapai ",
        w.value(second, where="narrative"),
        ".",
    )
    if third != second:
        w.say(
            f"{w.called(third)} pada tahun {year - 2}, {year - 1} dan {year} masing-masing sebesar ",
            w.value(third, "realisasi", year - 2, where="narrative"),
            ", ",
            w.value(third, "realisasi", year - 1, where="narrative"),
            " dan ",
            w.value(third, where="narrative"),
            ".",
        )


def _regional(w: Writer, told: set[str]) -> list[_tables.Line]:
    """The regional indicators under their groups; visits are split into children of one parent row."""
    groups = (
        (
            "A. ASPEK KESEJAHTERAAN MASYARAKAT",
            ("iku.pendidikan", "iku.kesehatan", "iku.sosial", "iku.pangan", "iku.pp"),
        ),
        (
            "B. ASPEK PELAYANAN UMUM",
            ("iku.pupr", "iku.perkim", "iku.lh", "iku.dukcapil", "ikk.perpustakaan", "ikk.kearsipan"),
        ),
        (
            "C. ASPEK DAYA SAING DAERAH",
            ("iku.koperasi", "iku.perdagangan", "iku.perindustrian", "ikk.pariwisata", "iku.naker"),
        ),
        ("D. INDIKATOR LAINNYA", ("iku.tatakelola", "iku.dpmptsp", "local:")),
    )
    lines = []
    for label, prefixes in groups:
        lines.append(_tables.Line(label=label))
        chosen = [
            code
            for code in facts.indicators()
            if code.startswith(prefixes) and code not in told and not code.startswith("local:wis")
        ]
        lines += [_regional_line(w, code) for code in chosen]
        if label.startswith("C."):
            parent = "Jumlah kunjungan wisatawan"
            lines.append(_tables.Line(label=parent, unit="Orang"))
            lines += [
                _tables.Line(code=code, label=f"{letter}. {child}", name=f"{parent} - {child}")
                for letter, child, code in (("a", "Mancanegara", "local:wisman"), ("b", "Nusantara", "local:wisnus"))
            ]
    return lines


def _regional_line(w: Writer, code: str) -> _tables.Line:
    if code == "iku.kesehatan.stbm":
        share = w.fact(code, w.year, "realisasi").value
        wards = {"93.55": 29, "87.10": 27}[str(share)]
        return _tables.Line(code=code, after=f"% ({wards} kelurahan)")
    if code in {"iku.perkim.kumuh", "iku.pangan.pou", "iku.ppkb.asfr", "iku.kesehatan.wasting"}:
        return _tables.Line(code=code, before_target="≤ ")
    return _tables.Line(code=code)
