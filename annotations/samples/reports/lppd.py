"""Laporan Penyelenggaraan Pemerintahan Daerah, and the short form of it for the public."""

from __future__ import annotations

from itertools import groupby

from annotations.samples import _city, _official_tables, _tables, _trap_tables, facts
from annotations.samples._content import Boxes, PageBreak, Report
from annotations.samples._print import number
from annotations.samples._writer import Writer, centred, right, text

_MACRO = (
    "makro.ipm",
    "makro.kemiskinan_p0",
    "makro.tpt",
    "makro.pertumbuhan_ekonomi",
    "makro.pendapatan_per_kapita",
    "makro.gini",
)

_URUSAN = {
    "pendidikan": "Pendidikan",
    "kesehatan": "Kesehatan",
    "pupr": "Pekerjaan Umum dan Penataan Ruang",
    "perumahan": "Perumahan Rakyat dan Kawasan Permukiman",
    "trantibum": "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat",
    "sosial": "Sosial",
    "naker": "Tenaga Kerja",
    "pppa": "Pemberdayaan Perempuan dan Pelindungan Anak",
    "pangan": "Pangan",
    "lh": "Lingkungan Hidup",
    "dukcapil": "Administrasi Kependudukan dan Pencatatan Sipil",
    "ppkb": "Pengendalian Penduduk dan Keluarga Berencana",
    "perhubungan": "Perhubungan",
    "kominfo": "Komunikasi dan Informatika",
    "koperasi": "Koperasi, Usaha Kecil dan Menengah",
    "penanaman_modal": "Penanaman Modal",
    "pora": "Kepemudaan dan Olahraga",
    "statistik": "Statistik",
    "persandian": "Persandian",
    "kebudayaan": "Kebudayaan",
    "perpustakaan": "Perpustakaan",
    "kearsipan": "Kearsipan",
    "perikanan": "Kelautan dan Perikanan",
    "pariwisata": "Pariwisata",
    "pertanian": "Pertanian",
    "esdm": "Energi dan Sumber Daya Mineral",
    "perdagangan": "Perdagangan",
    "perindustrian": "Perindustrian",
    "transmigrasi": "Transmigrasi",
}


def outcome_codes() -> dict[str, list[tuple[str, str]]]:
    """Urusan to its (IKK number, code), in the order of the regulation."""
    codes = sorted(
        (code for code in facts.indicators() if code.startswith("ikk.") and "penunjang" not in code), key=_order
    )
    return {
        urusan: [(".".join((tail[0], tail[1], tail[2:])), code) for code in group for tail in [code.rsplit(".", 1)[1]]]
        for urusan, group in groupby(codes, key=lambda code: code.split(".")[1])
    }


def _order(code: str) -> tuple[str, int]:
    tail = code.rsplit(".", 1)[1]
    return tail[:2], int(tail[2:])


def lppd(year: int) -> Report:
    w = Writer(f"lppd-{year}", "LPPD", year, official=True)
    _city.cover(w, "LAPORAN PENYELENGGARAAN", "PEMERINTAHAN DAERAH", "(LPPD)")
    _city.foreword(w, "Laporan Penyelenggaraan Pemerintahan Daerah (LPPD)")
    w.add(PageBreak())
    _city.contents(w)
    _profile(w)
    _performance(w)
    _tasks(w)
    _standards(w)
    w.chapter("BAB V PENUTUP")
    w.say(
        f"Demikian Laporan Penyelenggaraan Pemerintahan Daerah {_city.CITY} Tahun {year} disusun sebagai bahan "
        "evaluasi dan "
        "pembinaan oleh Pemerintah. Capaian yang belum memenuhi harapan akan menjadi perhatian pada perencanaan "
        "tahun berikutnya."
    )
    _city.sign(w)
    return w.done(
        header=f"LPPD Kota Purwaloka Tahun {year}",
        footer="Bagian Pemerintahan Sekretariat Daerah Kota Purwaloka",
        serif=year % 2 == 0,
    )


def _profile(w: Writer) -> None:
    year = w.year
    w.chapter("BAB I PENDAHULUAN", new_page=False)
    _city.introduction(w, "Laporan Penyelenggaraan Pemerintahan Daerah (LPPD)")
    w.say(
        f"{w.called('makro.jumlah_penduduk')} {_city.CITY} pada tahun {year} tercatat sebanyak ",
        w.value("makro.jumlah_penduduk", where="narrative"),
        f" jiwa. {w.called('makro.luas_wilayah')} {_city.CITY} tahun {year} adalah ",
        w.value("makro.luas_wilayah", where="narrative"),
        " km2.",
    )
    people = {
        2023: ("96.214", "88.471", "84.902", "79.318", "74.607"),
        2024: ("96.987", "89.204", "85.688", "80.016", "75.211"),
    }[year]
    area = ("21,46", "18,92", "24,37", "27,05", "26,84")
    density = (
        ("4.519", "4.715", "3.516", "2.958", "2.802") if year == 2024 else ("4.483", "4.676", "3.484", "2.932", "2.780")
    )
    total = number(facts.truth("makro.jumlah_penduduk", year).value or 0)  # type: ignore[arg-type]
    w.say("Jumlah penduduk menurut kecamatan disajikan pada Tabel 1.1.")
    _trap_tables.districts(
        w,
        f"Tabel 1.1 Jumlah Penduduk dan Luas Wilayah Menurut Kecamatan Tahun {year}",
        ("Jumlah Penduduk (jiwa)", "Luas (km2)", "Kepadatan (jiwa/km2)"),
        [*zip(people, area, density, strict=True), (total, "118,64", "")],
    )
    w.section("1.4 Perangkat Daerah dan Kepegawaian")
    w.say("Susunan perangkat daerah ditetapkan dengan Peraturan Daerah Nomor 7 Tahun 2016 sebagaimana bagan berikut.")
    w.add(
        Boxes(
            "WALI KOTA / WAKIL WALI KOTA",
            (
                "SEKRETARIAT DAERAH",
                "SEKRETARIAT DPRD",
                "INSPEKTORAT",
                "DINAS (21)",
                "BADAN (5)",
                "KECAMATAN (5)",
                "KELURAHAN (31)",
                "RSUD",
            ),
        )
    )
    _trap_tables.staff(w, f"Tabel 1.2 Jumlah PNS Menurut Golongan per 31 Desember {year}")
    w.section("1.5 Realisasi APBD")
    w.say(f"Ringkasan pelaksanaan APBD Tahun Anggaran {year} adalah sebagai berikut.")
    _official_tables.budget(
        w,
        f"Tabel 1.3 Ringkasan Realisasi APBD Kota Purwaloka Tahun Anggaran {year}",
        form="cents" if year == 2023 else "plain",
    )
    _city.vision(w, "1.6")


def _performance(w: Writer) -> None:
    year = w.year
    w.chapter("BAB II CAPAIAN KINERJA PENYELENGGARAAN PEMERINTAHAN DAERAH")
    w.section("2.1 Capaian Kinerja Makro")
    star = year == 2023
    _official_tables.macro(
        w,
        f"Tabel 2.1 Capaian Kinerja Makro Kota Purwaloka Tahun {year - 1} dan {year}",
        _MACRO,
        percent_sign=star,
        note="*) Angka sementara. Sumber: BPS Kota Purwaloka" if star else "Sumber: BPS Kota Purwaloka, diolah",
    )
    for code in ("makro.ipm", "makro.tpt"):
        _moved(w, code)
    w.section("2.2 Capaian Kinerja Urusan Pemerintahan")
    w.say(
        "Capaian kinerja urusan diukur dengan Indikator Kinerja Kunci (IKK) outcome. Rumus dan sumber data "
        "mengikuti Lampiran Peraturan Menteri Dalam Negeri Nomor 18 Tahun 2020."
    )
    for place, (urusan, rows) in enumerate(outcome_codes().items(), 1):
        name = _URUSAN[urusan]
        w.section(f"2.2.{place} Urusan {name}", 3)
        _official_tables.outcomes(
            w,
            f"Tabel 2.{place + 1} IKK Outcome Urusan {name} Tahun {year}",
            rows,
            repeat_header=urusan not in {"kesehatan", "pupr"},
        )
        if urusan in {"pendidikan", "kesehatan", "lh"}:
            _moved(
                w, {"pendidikan": "ikk.pendidikan.1a1", "kesehatan": "ikk.kesehatan.1b3", "lh": "ikk.lh.2e1"}[urusan]
            )
    w.section("2.2.30 Fungsi Penunjang Urusan Pemerintahan", 3)
    support = [
        (f"4.{place}", f"ikk.penunjang.{tail}")
        for place, tail in enumerate(("maturitas_spip", "kapabilitas_apip", "opini_lkpd", "assets_management"), 1)
    ]
    _official_tables.outcomes_of_years(
        w,
        "Tabel 2.31 IKK Fungsi Penunjang Urusan Pemerintahan",
        "4. PENUNJANG URUSAN",
        support,
        (year - 2, year - 1, year),
    )
    w.section("2.3 Akuntabilitas Kinerja Pemerintah Daerah")
    w.say(f"Akuntabilitas kinerja diukur dari pencapaian sasaran dalam Perjanjian Kinerja Wali Kota Tahun {year}.")
    _tables.goals(w, f"Tabel 2.32 Target dan Realisasi Kinerja Sasaran Tahun {year}", _city.GOALS[:5], criterion=False)


def _moved(w: Writer, code: str) -> None:
    """ "tercatat sebesar ... pada tahun n, naik ... poin dari ... pada tahun n-1"."""
    now, before = (
        w.fact(code, w.year, "realisasi", "narrative").value,
        w.fact(code, w.year - 1, "realisasi", "narrative").value,
    )
    percent = " persen" if facts.indicators()[code].unit == "persen" else ""
    if now is None or before is None:
        w.say(f"Pada tahun {w.year} {w.called(code)} mencapai ", w.value(code, where="narrative", after=percent), ".")
        return
    word = "naik" if now > before else "turun"
    w.say(
        f"{w.called(code)} {_city.CITY} tercatat sebesar ",
        w.value(code, where="narrative", after=percent),
        f" pada tahun {w.year}, {word} {number(abs(now - before))} poin dari ",
        w.value(code, "realisasi", w.year - 1, where="narrative", after=percent),
        f" pada tahun {w.year - 1}.",
    )


def _tasks(w: Writer) -> None:
    w.chapter("BAB III CAPAIAN KINERJA PELAKSANAAN TUGAS PEMBANTUAN")
    w.say(
        "Pada tahun ini terdapat 2 (dua) kegiatan tugas pembantuan dari Pemerintah Pusat yang dilaksanakan "
        "perangkat daerah."
    )
    rows = [
        [
            centred("1"),
            text("Kementerian Pertanian"),
            text("Program Ketersediaan, Akses dan Konsumsi Pangan Berkualitas"),
            right("1.250.000.000"),
            right("1.238.416.500"),
            centred("99,07"),
        ],
        [
            centred("2"),
            text("Kementerian Perdagangan"),
            text("Program Perdagangan Dalam Negeri"),
            right("4.800.000.000"),
            right("4.712.305.000"),
            centred("98,17"),
        ],
    ]
    w.table(
        "Tabel 3.1 Realisasi Tugas Pembantuan",
        (0.6, 2.5, 3.5, 2, 2, 1),
        [["No", "Instansi Pemberi", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"]],
        rows,
        trap=True,
    )


def _standards(w: Writer) -> None:
    w.chapter("BAB IV PENERAPAN DAN PENCAPAIAN STANDAR PELAYANAN MINIMAL")
    w.say(
        "Penerapan SPM dilaksanakan pada enam urusan wajib pelayanan dasar. Pencapaiannya menurut jenis "
        "pelayanan adalah sebagai berikut."
    )
    for place, (key, name) in enumerate(
        (("pendidikan", "Pendidikan"), ("kesehatan", "Kesehatan"), ("pu", "Pekerjaan Umum"), ("sosial", "Sosial")), 1
    ):
        chosen = [count for count in facts.counts() if count.spm.startswith(f"spm.{key}.")]
        _official_tables.services(w, f"Tabel 4.{place} Pencapaian SPM Urusan {name} Tahun {w.year}", chosen)


def rlppd(year: int) -> Report:
    w = Writer(f"rlppd-{year}", "RLPPD", year)
    _city.cover(w, "RINGKASAN LAPORAN", "PENYELENGGARAAN", "PEMERINTAHAN DAERAH", "(RLPPD)", colour="#7b2d26")
    _city.foreword(w, "Ringkasan Laporan Penyelenggaraan Pemerintahan Daerah (RLPPD)")
    w.add(PageBreak())
    _city.contents(w)
    w.section("PENDAHULUAN", 1)
    w.say(
        f"Ringkasan Laporan Penyelenggaraan Pemerintahan Daerah (RLPPD) {_city.CITY} Tahun {year} diumumkan "
        "kepada masyarakat "
        "bersamaan dengan penyampaian LPPD kepada Menteri Dalam Negeri melalui Gubernur, sesuai Peraturan "
        "Pemerintah Nomor 13 Tahun 2019."
    )
    w.section("A. CAPAIAN KINERJA MAKRO", 1)
    _official_tables.macro(w, f"Tabel 1 Capaian Kinerja Makro Tahun {year - 1}-{year}", _MACRO, percent_sign=True)
    w.say(
        f"Angka Kemiskinan {_city.CITY} berhasil diturunkan dari ",
        w.value("makro.kemiskinan_p0", "realisasi", year - 1, where="narrative", after=" persen"),
        f" pada tahun {year - 1} menjadi ",
        w.value("makro.kemiskinan_p0", where="narrative", after=" persen"),
        f" pada tahun {year}, sedangkan rata-rata provinsi masih berada pada angka 7,84 persen.",
    )
    w.add(PageBreak())
    w.section("B. RINGKASAN CAPAIAN URUSAN PELAYANAN DASAR", 1)
    w.official = True
    basic = outcome_codes()
    for place, urusan in enumerate(("pendidikan", "kesehatan", "pupr", "perumahan", "trantibum", "sosial"), 2):
        _official_tables.outcomes_of_years(
            w,
            f"Tabel {place} Capaian IKK Urusan {_URUSAN[urusan]}",
            f"1.{'abcdef'[place - 2]} {_URUSAN[urusan].upper()}",
            basic[urusan],
            (year - 1, year),
        )
    w.official = False
    w.add(PageBreak())
    w.section("C. CAPAIAN LAIN, OPINI DAN HASIL EPPD", 1)
    _official_tables.series(
        w,
        f"Tabel 8 Indikator Pilihan Tahun 2020-{year}",
        ("ikk.lh.2e1", "makro.stunting", "makro.ipg", "iku.kesehatan.aki"),
        note=f"*) Angka sementara per Maret {year + 1}",
    )
    rows = [
        [
            centred(str(one)),
            centred(w.value("ikk.penunjang.opini_lkpd", "realisasi", one)),
            text(f"{one - 1998}.A/LHP/XIX.PWL/05/{one + 1}"),
        ]
        for one in (year - 2, year - 1)
    ]
    w.table("Tabel 9 Opini BPK atas LKPD", (1, 1, 3), [["Tahun Anggaran", "Opini BPK atas LKPD", "Nomor LHP"]], rows)
    w.say(
        f"Skor EPPD tahun {year - 1} sebesar ",
        w.value("rb.general.lppd_skor", "realisasi", year - 1, where="narrative", grade="Sedang"),
        " dengan status kinerja Sedang.",
    )
    w.section("D. RINGKASAN REALISASI APBD", 1)
    _official_tables.budget(
        w,
        f"Tabel 10 Ringkasan Realisasi APBD Tahun {year} (unaudited)",
        (
            "keu.pendapatan.total",
            "keu.pendapatan.pad",
            "keu.pendapatan.transfer",
            "keu.belanja.total",
            "keu.belanja.operasi",
            "keu.belanja.modal",
        ),
    )
    _trap_tables.spending(w, f"Tabel 11 Belanja Program Prioritas Tahun {year}", _city.PROGRAMS[:6])
    w.section("E. INOVASI DAERAH", 1)
    w.listed(
        "LokaLapor, kanal pengaduan warga satu pintu;",
        "Loka Homecare, kunjungan tenaga kesehatan ke rumah lansia;",
        "TransLoka, angkutan pengumpan gratis bagi pelajar;",
        "LokaSatu, portal layanan terpadu perangkat daerah.",
    )
    _city.sign(w)
    return w.done(header=f"RLPPD Kota Purwaloka Tahun {year}", footer="Pemerintah Kota Purwaloka", serif=False)
