"""Laporan Monitoring dan Evaluasi Reformasi Birokrasi: RB General by indicator, RB Tematik by theme."""

from __future__ import annotations

from annotations.samples import _city, _tables, _trap_tables, facts
from annotations.samples._content import PageBreak, Report
from annotations.samples._print import number
from annotations.samples._writer import Writer, centred, text

_THEMES = (
    ("kemiskinan", "Pengentasan Kemiskinan", "makro.kemiskinan_p0"),
    ("investasi", "Peningkatan Investasi", "ikk.penanaman_modal.2l1"),
    ("digital_stunting", "Digitalisasi Administrasi Pemerintahan (Penanganan Stunting)", "makro.stunting"),
    ("pdn", "Penggunaan Produk Dalam Negeri", "iku.koperasi.kontribusi_umkm"),
    ("inflasi", "Pengendalian Inflasi", "makro.inflasi"),
)


def rb(year: int) -> Report:
    w = Writer(f"rb-{year}", "RB", year)
    _city.cover(w, "LAPORAN MONITORING DAN EVALUASI", "REFORMASI BIROKRASI", colour="#8a5a00")
    _city.foreword(w, "Laporan Monitoring dan Evaluasi Reformasi Birokrasi", "Januari")
    w.add(PageBreak())
    _city.contents(w)
    w.chapter("BAB I PENDAHULUAN", new_page=False)
    w.section("1.1 Latar Belakang")
    w.say(
        "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi dan Peraturan Menteri "
        "PANRB Nomor 3 Tahun 2023 tentang Road Map Reformasi Birokrasi 2020-2024 mengamanatkan pelaksanaan RB "
        "General dan RB Tematik di setiap instansi pemerintah."
    )
    w.section("1.2 Tujuan")
    w.say("Laporan ini menyajikan pelaksanaan rencana aksi, capaian indikator, kendala dan rekomendasi perbaikan.")
    w.chapter("BAB II RENCANA AKSI REFORMASI BIROKRASI")
    rows = [
        [centred(f"{n}"), text(activity), centred(f"{done} dari {planned}"), text(office)]
        for n, (activity, planned, done, office) in enumerate(
            (
                ("Penyederhanaan proses bisnis perangkat daerah", 12, 11, "Bagian Organisasi"),
                ("Integrasi aplikasi layanan ke portal LokaSatu", 24, 16, "Diskominfo"),
                ("Pembangunan Zona Integritas pada unit layanan", 6, 4, "Inspektorat"),
                ("Penyusunan peta jabatan fungsional", 31, 31, "BKPSDM"),
            ),
            1,
        )
    ]
    w.table(
        "Tabel 2.1 Pelaksanaan Rencana Aksi",
        (0.6, 4.5, 2, 2),
        [["No", "Kegiatan Utama", "Keluaran", "Penanggung Jawab"]],
        rows,
        trap=True,
    )
    _general(w)
    _thematic(w)
    w.chapter("BAB IV KENDALA DAN REKOMENDASI")
    w.listed(
        "Integrasi aplikasi masih terkendala standar data;",
        "Pemahaman perangkat daerah terhadap indikator RB Tematik belum merata;",
        "Diperlukan pendampingan penyusunan peta risiko pada setiap perangkat daerah.",
    )
    w.chapter("BAB V PENUTUP")
    w.say("Demikian laporan ini disusun sebagai bahan perbaikan pelaksanaan reformasi birokrasi pada tahun berikutnya.")
    _city.sign(w, "Januari")
    return w.done(
        header=f"Laporan Reformasi Birokrasi Kota Purwaloka Tahun {year}", footer="Bagian Organisasi Sekretariat Daerah"
    )


def _general(w: Writer) -> None:
    year = w.year
    w.chapter("BAB III CAPAIAN REFORMASI BIROKRASI")
    w.section("3.1 Indeks Reformasi Birokrasi")
    w.say(
        f"Indeks Reformasi Birokrasi Pemerintah {_city.CITY} tahun {year} sebesar ",
        w.value("rb.general.indeks_rb", where="narrative", grade="A-"),
        " dengan kategori A-, meningkat dibandingkan tahun ",
        f"{year - 1} sebesar ",
        w.value("rb.general.indeks_rb", "realisasi", year - 1, where="narrative"),
        ".",
    )
    _tables.scores(
        w,
        f"Tabel 3.1 Nilai Reformasi Birokrasi Tahun {year - 1} dan {year}",
        (("I.", "rb.general.nilai", "100"), ("II.", "rb.tematik.nilai", "10")),
    )
    legend = (
        ("AA", "> 100"),
        ("A", "> 90 – 100"),
        ("A-", "> 80 – 90"),
        ("BB", "> 70 – 80"),
        ("B", "> 60 – 70"),
        ("CC", "> 50 – 60"),
    )
    w.table(
        "Tabel 3.2 Kategori Indeks Reformasi Birokrasi",
        (0.7, 2, 3),
        [["No", "Kategori", "Rentang Nilai"]],
        [[centred(f"{n}"), centred(a), centred(b)] for n, (a, b) in enumerate(legend, 1)],
        trap=True,
    )
    w.section("3.2 Capaian RB General")
    w.say(
        "Capaian indikator RB General disajikan pada tabel berikut. "
        'Nilai yang belum dirilis instansi penilai ditulis "belum rilis".'
    )
    codes = [
        code
        for code in facts.indicators()
        if code.startswith("rb.general.") and code not in {"rb.general.nilai", "rb.general.indeks_rb"}
    ]
    _tables.two_years(w, f"Tabel 3.3 Capaian Indikator RB General Tahun {year - 1} dan {year}", codes)
    for code in ("rb.general.ip_asn", "rb.general.spi", "rb.general.mcsp"):
        now, before = w.fact(code, year, "realisasi").value, w.fact(code, year - 1, "realisasi").value
        assert now is not None
        assert before is not None
        w.say(
            f"{w.called(code)} tahun {year} mencapai ",
            w.value(code, where="narrative"),
            f" atau meningkat {number(now - before)} poin dibandingkan tahun {year - 1} yang sebesar ",
            w.value(code, "realisasi", year - 1, where="narrative"),
            ".",
        )


def _thematic(w: Writer) -> None:
    w.section("3.3 Capaian RB Tematik")
    rows = []
    for place, (key, name, outcome) in enumerate(_THEMES, 1):
        rows.append(
            [
                centred(f"{place}", down=2),
                text(name, down=2),
                text(w.called(f"rb.tematik.{key}.dampak")),
                centred(w.value(f"rb.tematik.{key}.dampak", "target")),
                centred(w.value(f"rb.tematik.{key}.dampak")),
                centred(w.reached(f"rb.tematik.{key}.dampak")),
            ]
        )
        rows.append(
            [
                text(w.called(outcome)),
                centred(w.value(outcome, "target")),
                centred(w.value(outcome)),
                centred(w.reached(outcome)),
            ]
        )
    w.table(
        f"Tabel 3.4 Capaian RB Tematik Tahun {w.year}",
        (0.6, 2.8, 4, 1.3, 1.4, 1.3),
        [["No", "Tema", "Indikator", "Target", "Realisasi", "Capaian (%)"]],
        rows,
    )
    w.section("3.4 Dukungan Anggaran")
    _trap_tables.spending(w, "Tabel 3.5 Anggaran Program Pendukung Reformasi Birokrasi", _city.PROGRAMS[7:])
