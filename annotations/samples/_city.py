"""The invented city's texts that every report repeats: offices, people, laws, plan."""

from __future__ import annotations

from annotations.samples._content import Contents, Cover, Signature
from annotations.samples._tables import Sasaran
from annotations.samples._writer import Writer

CODE = "99.71"
CITY = "Kota Purwaloka"
PROVINCE = "Provinsi Nusa Lintang"
MAYOR = "Drs. H. Raharja Wisnumurti, M.Si."
VICE_MAYOR = "Ir. Sekar Lintangsari, M.T."
SECRETARY = "Bagas Permana Adiwangsa, S.H., M.H."
VISION = "Terwujudnya Purwaloka sebagai Kota Jasa yang Cerdas, Lestari dan Sejahtera"

GOALS = (
    Sasaran(
        "Meningkatnya kualitas pendidikan masyarakat",
        ("makro.hls", "makro.rls", "iku.pendidikan.apk_paud", "iku.pendidikan.ruang_kelas_baik"),
    ),
    Sasaran(
        "Meningkatnya derajat kesehatan masyarakat",
        ("makro.uhh", "iku.kesehatan.aki", "iku.kesehatan.akb", "makro.stunting", "iku.kesehatan.uhc"),
    ),
    Sasaran(
        "Menurunnya kemiskinan dan pengangguran",
        ("makro.kemiskinan_p0", "makro.tpt", "local:keluarga_harapan_graduasi", "local:kelulusan_pelatihan"),
    ),
    Sasaran(
        "Meningkatnya pertumbuhan ekonomi yang inklusif",
        (
            "makro.pertumbuhan_ekonomi",
            "makro.gini",
            "makro.inflasi",
            "iku.koperasi.kontribusi_umkm",
            "local:wirausaha_baru",
        ),
    ),
    Sasaran(
        "Meningkatnya daya tarik pariwisata dan kelestarian budaya",
        ("iku.pariwisata.kunjungan", "iku.pariwisata.lama_tinggal", "local:hafalan_budaya", "local:event_budaya"),
    ),
    Sasaran(
        "Meningkatnya kualitas infrastruktur kota",
        ("iku.pupr.jalan_baik", "iku.pupr.drainase", "local:titik_banjir", "iku.perkim.rtlh", "local:trotoar_ramah"),
    ),
    Sasaran(
        "Meningkatnya kualitas lingkungan hidup",
        ("ikk.lh.2e1", "iku.lh.sampah_pengurangan", "iku.pupr.rth", "local:kampung_tangguh"),
    ),
    Sasaran(
        "Meningkatnya ketangguhan kota terhadap bencana",
        ("iku.trantibum.indeks_risiko_bencana", "iku.trantibum.indeks_ketahanan_daerah", "local:respon_112"),
    ),
    Sasaran(
        "Meningkatnya kualitas tata kelola pemerintahan",
        (
            "rb.general.indeks_rb",
            "rb.general.nilai_sakip",
            "rb.general.indeks_spbe",
            "rb.general.opini_bpk",
            "rb.general.skm",
        ),
    ),
    Sasaran("Meningkatnya pemberdayaan perempuan dan perlindungan anak", ("makro.ipg", "makro.idg", "iku.pppa.kla")),
)

PROGRAMS = (
    "Program Pengelolaan Pendidikan",
    "Program Pemenuhan Upaya Kesehatan Perorangan dan Masyarakat",
    "Program Peningkatan Kapasitas SDM Kesehatan",
    "Program Penyelenggaraan Jalan",
    "Program Pengelolaan Sistem Drainase",
    "Program Kawasan Permukiman",
    "Program Penanggulangan Bencana",
    "Program Perlindungan dan Jaminan Sosial",
    "Program Pelatihan Kerja dan Produktivitas Tenaga Kerja",
    "Program Pengelolaan Persampahan",
    "Program Pemberdayaan Usaha Mikro",
    "Program Peningkatan Daya Tarik Destinasi Pariwisata",
    "Program Penunjang Urusan Pemerintahan Daerah",
)

LAWS = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah diubah beberapa kali, "
    "terakhir dengan Undang-Undang Nomor 6 Tahun 2023;",
    "Peraturan Pemerintah Nomor 13 Tahun 2019 tentang Laporan dan Evaluasi Penyelenggaraan Pemerintahan Daerah;",
    "Peraturan Pemerintah Nomor 2 Tahun 2018 tentang Standar Pelayanan Minimal;",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;",
    "Peraturan Menteri Dalam Negeri Nomor 18 Tahun 2020 tentang Peraturan Pelaksanaan Peraturan Pemerintah Nomor "
    "13 Tahun 2019;",
    "Peraturan Daerah Kota Purwaloka Nomor 4 Tahun 2021 tentang Rencana Pembangunan Jangka Menengah Daerah Tahun "
    "2021-2026.",
)

MISSIONS = (
    "Meningkatkan kualitas sumber daya manusia yang sehat, cerdas dan berbudaya;",
    "Memperkuat perekonomian kota berbasis jasa, perdagangan dan usaha mikro;",
    "Membangun infrastruktur kota yang merata, lestari dan tangguh bencana;",
    "Mewujudkan tata kelola pemerintahan yang bersih, melayani dan berbasis digital.",
)


def cover(w: Writer, *title: str, colour: str = "#1f4e79") -> None:
    w.add(
        Cover(
            title=title,
            government=("PEMERINTAH KOTA PURWALOKA", "PROVINSI NUSA LINTANG"),
            year=f"TAHUN {w.year}",
            colour=colour,
        )
    )


def foreword(w: Writer, what: str, month: str = "Maret") -> None:
    w.section("KATA PENGANTAR", 1)
    w.say(
        "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas limpahan rahmat dan karunia-Nya sehingga "
        f"{what} "
        f"{CITY} Tahun {w.year} dapat disusun dan diselesaikan tepat waktu."
    )
    w.say(
        f"Laporan ini merupakan perwujudan kewajiban Pemerintah {CITY} untuk mempertanggungjawabkan pelaksanaan "
        "tugas dan "
        "fungsi serta penggunaan anggaran selama satu tahun. Penyusunannya melibatkan 31 perangkat daerah dan 5 "
        "kecamatan, "
        f"dengan data per 31 Desember {w.year} kecuali disebutkan lain."
    )
    w.say(
        "Kami menyampaikan terima kasih kepada semua pihak yang telah membantu penyusunan laporan ini. Semoga "
        "laporan ini "
        "bermanfaat sebagai bahan evaluasi dan perbaikan kinerja pada tahun-tahun mendatang."
    )
    sign(w, month)


def sign(w: Writer, month: str = "Maret") -> None:
    w.add(Signature(place_and_date=f"Purwaloka, 28 {month} {w.year + 1}", office="WALI KOTA PURWALOKA", name=MAYOR))


def contents(w: Writer, *, tables: bool = True) -> None:
    w.add(Contents())
    if tables:
        w.add(Contents("DAFTAR TABEL", tables=True))


def introduction(w: Writer, what: str) -> None:
    """The opening that every report copies from the one before."""
    w.section("1.1 Latar Belakang")
    w.say(
        f"Penyelenggaraan pemerintahan daerah diarahkan untuk mempercepat terwujudnya kesejahteraan masyarakat melalui "
        "peningkatan pelayanan, pemberdayaan dan peran serta masyarakat. Sesuai dengan ketentuan Pasal 69 "
        "Undang-Undang "
        f"Nomor 23 Tahun 2014, kepala daerah wajib menyampaikan {what} setiap tahun paling lambat 3 (tiga) bulan "
        "setelah "
        f"tahun anggaran berakhir."
    )
    w.section("1.2 Dasar Hukum")
    w.listed(*LAWS)
    w.section("1.3 Gambaran Umum Daerah")
    w.say(
        f"{CITY} terletak di bagian selatan {PROVINCE}, terdiri atas 5 kecamatan dan 31 kelurahan. Wilayahnya "
        "berada pada "
        "ketinggian 12 sampai dengan 240 meter di atas permukaan laut, dengan curah hujan rata-rata 2.184 mm per tahun."
    )


def vision(w: Writer, number: str) -> None:
    w.section(f"{number} Visi dan Misi")
    w.say(f'Visi {CITY} dalam RPJMD Tahun 2021-2026 adalah "{VISION}". Visi tersebut dijabarkan dalam 4 (empat) misi:')
    w.listed(*MISSIONS)
