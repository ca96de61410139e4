"""Laporan Hasil Evaluasi AKIP: the evaluators' letter with the result, and what they found."""

from __future__ import annotations

from annotations.samples import _city, _tables
from annotations.samples._content import Letterhead, PageBreak, Paragraph, Report, Signature
from annotations.samples._writer import Writer, centred, text

_COMPONENTS = (
    ("1.", "lhe.perencanaan", "30"),
    ("2.", "lhe.pengukuran", "30"),
    ("3.", "lhe.pelaporan", "15"),
    ("4.", "lhe.evaluasi", "25"),
)
_WEIGHTS = {
    "perencanaan": ("6", "9", "15"),
    "pengukuran": ("6", "9", "15"),
    "pelaporan": ("3", "4,5", "7,5"),
    "evaluasi": ("5", "7,5", "12,5"),
}
_FOUND = {
    "perencanaan": (
        "Perencanaan Kinerja",
        "Dokumen perencanaan telah tersedia dan selaras antara RPJMD, Renstra dan Perjanjian Kinerja. Namun "
        "masih terdapat indikator kinerja pada 6 perangkat daerah yang belum berorientasi hasil.",
    ),
    "pengukuran": (
        "Pengukuran Kinerja",
        "Pengukuran kinerja dilakukan setiap triwulan melalui aplikasi e-SAKIP. Hasil pengukuran belum "
        "sepenuhnya menjadi dasar pemberian penghargaan dan penyesuaian strategi.",
    ),
    "pelaporan": (
        "Pelaporan Kinerja",
        "Laporan kinerja disampaikan tepat waktu dan memuat perbandingan antar tahun. Analisis efisiensi "
        "penggunaan sumber daya masih perlu diperdalam.",
    ),
    "evaluasi": (
        "Evaluasi Akuntabilitas Kinerja Internal",
        "Evaluasi internal dilaksanakan terhadap 31 perangkat daerah. Tindak lanjut rekomendasi belum dipantau "
        "secara terjadwal.",
    ),
}
_DETAILS = {
    "perencanaan": (
        "Pohon kinerja telah disusun sampai dengan tingkat perangkat daerah, namun keterkaitan antar sasaran "
        "lintas urusan belum tergambar;",
        "Target kinerja telah ditetapkan dengan memperhatikan capaian tahun sebelumnya, meskipun pada sebagian "
        "perangkat daerah target masih di bawah realisasi;",
        "Rencana aksi telah disusun secara triwulanan, namun belum dijadikan dasar pengalokasian anggaran kas.",
    ),
    "pengukuran": (
        "Definisi operasional indikator telah tersedia dan digunakan dalam pengumpulan data kinerja;",
        "Data kinerja telah dikumpulkan secara elektronik, namun pemadanan antara data perangkat daerah dan data "
        "BPS belum rutin dilakukan;",
        "Hasil pengukuran belum sepenuhnya digunakan dalam penilaian kinerja pegawai.",
    ),
    "pelaporan": (
        "Laporan kinerja telah disusun berjenjang dan dipublikasikan pada laman pemerintah daerah;",
        "Perbandingan dengan target akhir RPJMD dan standar nasional telah disajikan, namun analisis penyebab "
        "keberhasilan belum mendalam;",
        "Informasi laporan kinerja belum digunakan secara luas dalam penyesuaian perencanaan.",
    ),
    "evaluasi": (
        "Pedoman evaluasi internal telah dimutakhirkan sesuai ketentuan;",
        "Evaluasi telah dilaksanakan terhadap seluruh perangkat daerah oleh tim yang bersertifikat, namun "
        "kedalaman pengujian belum merata;",
        "Pemantauan tindak lanjut atas rekomendasi hasil evaluasi belum terjadwal.",
    ),
}


def lhe(year: int) -> Report:
    w = Writer(f"lhe-{year}", "LHE-AKIP", year)
    _letter(w)
    w.add(PageBreak())
    _report(w)
    return w.done(header=f"LHE AKIP Pemerintah Kota Purwaloka Tahun {year}", footer="Tim Evaluasi AKIP", serif=False)


def _letter(w: Writer) -> None:
    year = w.year
    w.add(
        Letterhead(
            lines=("KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA", "DAN REFORMASI BIROKRASI"),
            address="DEPUTI BIDANG REFORMASI BIROKRASI, AKUNTABILITAS APARATUR DAN PENGAWASAN",
        )
    )
    for line in (
        f"Nomor : B/217/AA.05/{year}",
        "Sifat : Biasa",
        f"Hal : Hasil Evaluasi Akuntabilitas Kinerja Instansi Pemerintah (AKIP) Tahun {year}",
    ):
        w.add(Paragraph(pieces=(line,), align="left"))
    w.add(Paragraph(pieces=("Yth. Wali Kota Purwaloka\ndi Purwaloka",), align="left"))
    w.say(
        "Dalam rangka pelaksanaan Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan Menteri PANRB Nomor 88 "
        "Tahun 2021, kami "
        f"telah melakukan evaluasi atas implementasi SAKIP pada Pemerintah {_city.CITY} Tahun {year}."
    )
    w.say(
        f"Hasil evaluasi menunjukkan bahwa Pemerintah {_city.CITY} tahun {year} memperoleh Nilai Hasil Evaluasi "
        "AKIP sebesar ",
        w.value("lhe.nilai_total", where="narrative", name="Nilai Hasil Evaluasi AKIP", grade="BB"),
        " dengan predikat BB",
        f". Nilai tersebut meningkat dari tahun {year - 1} sebesar ",
        w.value("lhe.nilai_total", "realisasi", year - 1, where="narrative", name="Nilai Hasil Evaluasi AKIP"),
        ". Rincian hasil evaluasi adalah sebagai berikut.",
    )
    _tables.scores(
        w,
        f"Nilai Hasil Evaluasi AKIP Pemerintah Kota Purwaloka Tahun {year - 1} dan {year}",
        _COMPONENTS,
        total="lhe.nilai_total",
        grade="lhe.predikat",
    )
    w.say(
        "Atas hasil tersebut kami merekomendasikan Saudara untuk menindaklanjuti rekomendasi sebagaimana "
        "terlampir. Terima kasih atas perhatian dan kerja sama Saudara."
    )
    w.add(
        Signature(
            place_and_date=f"Jakarta, 18 November {year}",
            office="Deputi Bidang Reformasi Birokrasi,\nAkuntabilitas Aparatur dan Pengawasan".replace("\n", " "),
            name="Wirahadi Santika Pramana",
        )
    )


def _report(w: Writer) -> None:
    _city.cover(w, "LAPORAN HASIL EVALUASI", "AKUNTABILITAS KINERJA", "INSTANSI PEMERINTAH", colour="#444444")
    year = w.year
    w.section("LAPORAN HASIL EVALUASI AKUNTABILITAS KINERJA INSTANSI PEMERINTAH", 1)
    w.section("A. Dasar, Tujuan dan Ruang Lingkup")
    w.listed(
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
        "Peraturan Presiden Nomor 29 Tahun 2014 tentang SAKIP;",
        "Peraturan Menteri PANRB Nomor 88 Tahun 2021 tentang Evaluasi AKIP.",
    )
    w.say(
        "Evaluasi bertujuan menilai tingkat akuntabilitas kinerja dan memberi saran perbaikan. Ruang lingkupnya "
        "meliputi perencanaan, pengukuran, pelaporan dan evaluasi internal pada tingkat pemerintah daerah dan 12 "
        "perangkat daerah yang diuji petik."
    )
    w.section("B. Kategori Penilaian")
    legend = (
        ("AA", "> 90 – 100", "Sangat Memuaskan"),
        ("A", "> 80 – 90", "Memuaskan"),
        ("BB", "> 70 – 80", "Sangat Baik"),
        ("B", "> 60 – 70", "Baik"),
        ("CC", "> 50 – 60", "Cukup (Memadai)"),
        ("C", "> 30 – 50", "Kurang"),
        ("D", "0 – 30", "Sangat Kurang"),
    )
    w.table(
        "Tabel 1 Kategori Predikat AKIP",
        (0.7, 1.5, 2.5, 4),
        [["No", "Predikat", "Nilai Angka", "Interpretasi"]],
        [[centred(f"{n}"), centred(a), centred(b), text(c)] for n, (a, b, c) in enumerate(legend, 1)],
        trap=True,
    )
    _components(w)
    w.section("D. Tindak Lanjut Evaluasi Tahun Sebelumnya")
    w.say(
        f"Rekomendasi hasil evaluasi yang ditindaklanjuti pada tahun {year} mencapai ",
        w.value("lhe.rekomendasi_ditindaklanjuti", where="narrative", after=" persen"),
        f", sedangkan pada tahun {year - 1} sebesar ",
        w.value("lhe.rekomendasi_ditindaklanjuti", "realisasi", year - 1, where="narrative", after=" persen"),
        ".",
    )
    w.section("E. Hasil Evaluasi Internal Perangkat Daerah")
    offices = (
        ("Dinas Kesehatan", "78,42", "BB"),
        ("Dinas Pendidikan", "76,15", "BB"),
        ("DPUPR", "72,90", "BB"),
        ("Dinas Sosial", "69,88", "B"),
        ("Dinas Lingkungan Hidup", "68,34", "B"),
        ("Satuan Polisi Pamong Praja", "64,71", "B"),
    )
    w.table(
        f"Tabel 6 Nilai Evaluasi Perangkat Daerah yang Diuji Petik Tahun {year}",
        (0.7, 4, 2, 1.5),
        [["No", "Perangkat Daerah", "Nilai", "Predikat"]],
        [[centred(f"{n}"), text(a), centred(b), centred(c)] for n, (a, b, c) in enumerate(offices, 1)],
        trap=True,
    )
    w.section("F. Rekomendasi")
    w.say(
        "Berdasarkan uraian di atas, Wali Kota beserta seluruh jajaran agar melakukan langkah perbaikan sebagai "
        "berikut."
    )
    w.listed(
        "Menyempurnakan indikator kinerja perangkat daerah agar berorientasi hasil;",
        "Memanfaatkan hasil pengukuran kinerja dalam penyesuaian strategi dan anggaran;",
        "Memperdalam analisis efisiensi pada laporan kinerja;",
        "Menjadwalkan pemantauan tindak lanjut rekomendasi setiap triwulan.",
    )
    _annex(w)


def _components(w: Writer) -> None:
    w.add(PageBreak())
    w.section("C. Gambaran Hasil Evaluasi")
    w.say(
        "Evaluasi dilakukan terhadap empat komponen manajemen kinerja. Uraian setiap komponen berikut memuat "
        "nilai, hal yang telah baik dan hal yang masih perlu diperbaiki."
    )
    for place, (key, (name, found)) in enumerate(_FOUND.items()):
        if place == 2:
            w.add(PageBreak())
        w.section(name, 3)
        w.say(
            f"Komponen {name} memperoleh nilai ",
            w.value(f"lhe.{key}", where="narrative"),
            f" pada tahun {w.year}. {found}",
        )
        rows = [
            (f"{'abc'[n]}.", f"lhe.{key}.{part}", _WEIGHTS[key][n])
            for n, part in enumerate(("pemenuhan", "kualitas", "pemanfaatan"))
        ]
        _tables.scores(w, f"Tabel {place + 2} Nilai Sub Komponen {name}", rows)
        w.say("Hal-hal yang telah dilaksanakan dan masih perlu ditingkatkan pada komponen ini adalah:")
        w.listed(*_DETAILS[key], numbering="a.")
    w.add(PageBreak())


def _annex(w: Writer) -> None:
    """The worksheet: criteria answered with yes or no. Its figures are parts of parts, not indicators."""
    w.add(PageBreak())
    w.section("LAMPIRAN LEMBAR KRITERIA EVALUASI", 1)
    w.say("Lembar berikut memuat jawaban atas kriteria evaluasi pada tingkat pemerintah daerah.")
    rows = []
    for name, _ in _FOUND.values():
        rows.append([text(name.upper(), bold=True), centred(""), centred("")])
        rows += [
            [
                text(criterion),
                centred("Y" if place % 4 else "T"),
                text("Dokumen tersedia" if place % 4 else "Perlu disempurnakan"),
            ]
            for place, criterion in enumerate(_criteria(name), 1)
        ]
    w.table("Tabel 7 Lembar Kriteria Evaluasi", (6, 1, 3), [["Kriteria", "Y/T", "Catatan"]], rows, trap=True)


def _criteria(name: str) -> list[str]:
    return [
        f"Pedoman teknis {name.lower()} telah ditetapkan dan diketahui seluruh perangkat daerah",
        f"Dokumen {name.lower()} telah diformalkan dan dipublikasikan tepat waktu",
        f"Kualitas {name.lower()} telah memenuhi kriteria orientasi hasil, terukur dan berjenjang",
        f"Hasil {name.lower()} telah dimanfaatkan dalam pengambilan keputusan pimpinan",
        f"Setiap pegawai memahami dan peduli atas {name.lower()} yang menjadi tanggung jawabnya",
        f"{name} telah didukung oleh teknologi informasi yang memadai",
    ]
