"""Laporan Penerapan Standar Pelayanan Minimal: who was to be served, who was, by urusan."""

from __future__ import annotations

from decimal import Decimal

from annotations.samples import _city, _official_tables, _tables, _trap_tables, facts
from annotations.samples._content import PageBreak, Report
from annotations.samples._print import number, ratio
from annotations.samples._writer import Writer, centred, head, right, text

_URUSAN = (
    ("pendidikan", "Pendidikan", "Dinas Pendidikan"),
    ("kesehatan", "Kesehatan", "Dinas Kesehatan"),
    ("pu", "Pekerjaan Umum", "DPUPR"),
    ("perumahan", "Perumahan Rakyat", "Dinas Perumahan dan Permukiman"),
    ("trantibum", "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat", "Satpol PP, BPBD dan Dinas Damkar"),
    ("sosial", "Sosial", "Dinas Sosial"),
)


def spm(year: int) -> Report:
    w = Writer(f"spm-{year}", "SPM", year)
    _city.cover(w, "LAPORAN PENERAPAN", "STANDAR PELAYANAN MINIMAL", "(SPM)", colour="#5b3b82")
    _city.foreword(w, "Laporan Penerapan Standar Pelayanan Minimal (SPM)")
    w.add(PageBreak())
    _city.contents(w)
    w.chapter("BAB I PENDAHULUAN", new_page=False)
    _city.introduction(w, "laporan penerapan Standar Pelayanan Minimal")
    w.chapter("BAB II PENERAPAN SPM")
    for title, words in (
        (
            "2.1 Pengumpulan Data",
            "Pengumpulan data dilakukan oleh perangkat daerah pengampu melalui pendataan by name by address dan "
            "pemadanan dengan data kependudukan.",
        ),
        (
            "2.2 Penghitungan Kebutuhan",
            "Kebutuhan pemenuhan pelayanan dasar dihitung dari selisih antara jumlah sasaran dan jumlah yang "
            "telah terlayani.",
        ),
        (
            "2.3 Penyusunan Rencana",
            "Rencana pemenuhan pelayanan dasar diintegrasikan ke dalam RKPD dan Renja perangkat daerah pengampu.",
        ),
        (
            "2.4 Pelaksanaan",
            "Pelaksanaan pemenuhan pelayanan dasar dipantau setiap triwulan melalui aplikasi pelaporan SPM.",
        ),
    ):
        w.section(title)
        w.say(words)
    w.chapter("BAB III PENCAPAIAN SPM")
    for place, (key, name, office) in enumerate(_URUSAN, 1):
        _urusan(w, place, key, name, office)
    _quality(w)
    w.chapter("BAB IV PROGRAM DAN KEGIATAN")
    _trap_tables.spending(w, "Tabel 4.1 Anggaran dan Realisasi Program Penerapan SPM", _city.PROGRAMS[:8])
    w.chapter("BAB V PENUTUP")
    w.say(
        "Pencapaian SPM akan terus ditingkatkan melalui pemutakhiran data sasaran, penguatan anggaran dan "
        "pemantauan berkala. Jenis pelayanan yang belum tuntas menjadi prioritas perencanaan tahun berikutnya."
    )
    _city.sign(w)
    return w.done(
        header=f"Laporan Penerapan SPM Kota Purwaloka Tahun {year}", footer="Tim Penerapan SPM Kota Purwaloka"
    )


def _urusan(w: Writer, place: int, key: str, name: str, office: str) -> None:
    w.section(f"3.{place} Urusan {name}")
    w.say(f"Perangkat daerah pengampu SPM urusan {name} adalah {office}.")
    chosen = [count for count in facts.counts() if count.spm.startswith(f"spm.{key}.")]
    if key in {"pendidikan", "perumahan"}:
        _targets(
            w, f"Tabel 3.{place} Target dan Realisasi SPM Urusan {name} Tahun {w.year}", [count.spm for count in chosen]
        )
    else:
        _official_tables.services(
            w, f"Tabel 3.{place} Pencapaian SPM Urusan {name} Tahun {w.year}", chosen, repeat_header=key != "kesehatan"
        )
    count = chosen[0]
    w.say(
        f"{w.called(count.spm)} di {_city.CITY} pada tahun {w.year} mencapai ",
        w.value(count.spm, where="narrative", after=" persen"),
        ". Permasalahan yang dihadapi adalah mobilitas penduduk dan sasaran yang belum terdata, dengan solusi "
        "berupa kunjungan rumah dan pelayanan jemput bola.",
    )
    if key == "kesehatan":
        puskesmas = [
            ("1.412", "1.398", "99,01"),
            ("1.386", "1.362", "98,27"),
            ("1.347", "1.330", "98,74"),
            ("1.290", "1.274", "98,76"),
            ("1.255", "1.237", "98,57"),
            ("6.690", "6.601", "98,67"),
        ]
        _trap_tables.districts(
            w,
            f"Tabel 3.2a Ibu Hamil Terlayani Menurut Kecamatan Tahun {w.year}",
            ("Sasaran", "Terlayani", "%"),
            puskesmas,
        )


def _targets(w: Writer, caption: str, codes: list[str]) -> None:
    """The short form: target 100 %, realisasi, capaian, which are equal by construction."""
    rows = [
        [
            centred(f"{place}."),
            text(w.called(code)),
            centred(w.value(code, "target", after="%")),
            centred(w.value(code, after="%")),
            centred(w.reached(code)),
        ]
        for place, code in enumerate(codes, 1)
    ]
    w.table(caption, (0.6, 5.5, 1.4, 1.5, 1.2), [["No.", "Indikator Pencapaian", "Target", "Realisasi", "%"]], rows)


def _quality(w: Writer) -> None:
    w.section("3.7 Mutu Layanan Pendidikan")
    codes = [
        code
        for code in facts.indicators()
        if code.startswith(("spm.pendidikan.literasi", "spm.pendidikan.numerasi", "spm.pendidikan.iklim"))
    ]
    _tables.two_years(w, f"Tabel 3.7 Capaian Mutu Layanan Dasar Pendidikan Tahun {w.year - 1} dan {w.year}", codes)
    w.section("3.8 Mutu Barang, Jasa dan SDM")
    rows = []
    for place, (name, needed, there) in enumerate(
        (
            ("Buku teks pelajaran", 84_210, 83_604),
            ("Bidan", 412, 398),
            ("Vaksin Td (dosis)", 7_150, 7_150),
            ("Petugas pemadam bersertifikat", 96, 71),
        ),
        1,
    ):
        percent = ratio(Decimal(there), Decimal(needed))
        rows.append(
            [
                centred(f"{place}."),
                text(name),
                right(number(Decimal(needed))),
                right(number(Decimal(there))),
                right(number(Decimal(needed - there))),
                centred(number(percent)),
            ]
        )
    header = [
        [head("No", down=2), head("Jenis Mutu", down=2), head("Mutu Minimal", across=4)],
        [head("Dibutuhkan"), head("Tersedia"), head("Belum Tersedia"), head("%")],
    ]
    w.table("Tabel 3.8 Pemenuhan Mutu Minimal Pelayanan Dasar", (0.6, 4, 1.6, 1.6, 1.6, 1.2), header, rows, trap=True)
