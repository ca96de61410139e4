"""The words of the sentences in which reports tell values."""

from __future__ import annotations

import re

from extractor._number_words import MONTHS

BEFORE_NAME_WORDS = """
daripada
dan serta sedangkan sementara itu adapun pada di ditahun dalam untuk dengan dari tahun ta sebesar yang bahwa
capaian pencapaian realisasi target tercapainya kondisi awal eksisting existing baseline data dasar indikator
kinerja atau atas sehingga maka namun tetapi lalu kemudian juga selain kurun waktu ini tersebut per bulan sampai
hingga s.d s/d akhir periode rpjmd lkpj lppd rlppd rkpd renstra renja lkjip lakip perjanjian dibandingkan
dibanding kini komponen unsur variabel aspek besaran hasil penghitungan perhitungan menurut anggaran secara
terhadap utama berjalan sebelumnya semula selama sepanjang oleh bila jika dimana mana ; , . ( ) : = - – • terus
naik turun meningkat menurun tahunan triwulan semester i ii iii iv seluruh keseluruhan melampaui melebihi telah
sudah khusus khususnya bps badan pusat statistik rencana aksi sasaran mencapai tercatat demikian pula halnya
begitu terdapat ada sekitar dinyatakan m-to-m mtm y-on-y yoy y-o-y c-to-c ctc persen poin lebih baik tinggi
rendah hal setiap seperti saat masih hanya baru mengalami berada proyeksi bawah
"""
BEFORE_NAME = frozenset(BEFORE_NAME_WORDS.split())
"""Words that stand before an indicator's name and are no part of it."""
AFTER_NAME_WORDS = """
dibawah diatas daripada harus dilayani terlayani seharusnya layak-dilayani ialah
perkiraan total keseluruhan jumlahnya dibandingkan dibanding hasilnya perolehan sebesar sebsar sebanyak senilai
seluas sepanjang setinggi mencapai tercapai tercatat adalah ialah yaitu yakni merupakan berada berkisar sekitar
kurang hanya baru masih sudah telah dapat bisa berhasil mampu kembali sempat tembus menembus menyentuh pada di
angka posisi level kisaran nilai skor menjadi dari ke semula sebelumnya tinggal tersisa dinyatakan terealisasi
terealisasikan direalisasikan ditargetkan ditetapkan direncanakan diharapkan diproyeksikan terserap memperoleh
meraih mendapat mendapatkan naik turun meningkat menurun menunjukkan ditekan membaik melampaui melebihi dengan
realisasi realisasinya target targetnya capaian capaiannya kinerjanya yang tahun ta maksimal minimal kini dan positif
atau setara sama sampai hingga lebih cukup tipis drastis signifikan dalam selama akhir periode kurun waktu rpjmd
anggaran untuk per bulan masing-masing berturut-turut secara ini tersebut itu lalu kemudian sehingga maka
bertambah berkurang tumbuh melambat terkontraksi minus negatif tidak hasil ; , . ( ) : = - – sedangkan sementara
berjalan pula juga ditahun sejumlah diperoleh dihitung memiliki mempunyai menempati kategori predikat masuk poin
persen besaran pencapaian ketercapaian tetap stabil terus kenaikan penurunan peningkatan mengalami dilaporkan
triwulan semester i ii iii iv adanya diangka diukur terakhir dicapai diraih serta namun rata-rata dimana sasaran
rencana s.d s/d belum bawah proyeksi realisasikan merealisasikan ≥ ≤ > <
"""
AFTER_NAME = frozenset(AFTER_NAME_WORDS.split())
"""Words between an indicator's name and its value."""
MONTH = re.compile(rf"{MONTHS}(?:-{MONTHS})?\Z", re.IGNORECASE)

NEW_THINGS = re.compile(
    r"\b(?:wirausaha|kasus|penderita|pelanggan|usaha|industri|kerja|peserta|siswa|murid|investor|sambungan|rumah|pasien|"
    r"pegawai|koperasi|perusahaan|anggota|pengguna|akseptor|destinasi|jalan|sekolah)\s*\Z",
    re.IGNORECASE,
)
"""Nouns that "baru" says are new; elsewhere it means "only" and belongs to the value behind it."""

SPLITS = re.compile(
    r"\b(?:bahwa|mencatat(?:kan)?|yakni|yaitu|meliputi|antara lain|menargetkan|menetapkan|memuat|disampaikan|"
    r"diketahui|menunjukkan|"
    r"dilaporkan|terdiri dari|terdiri atas|sedangkan|sementara|namun|sehingga|kemudian|selanjutnya|untuk indikator|"
    r"pada indikator|indikator kinerja(?: utama)?|maka|dimana|terlihat dari|hal ini|berdasarkan|"
    r"ditunjukkan dengan|diukur dengan|diukur melalui|adapun)\b|[:;]|(?-i:(?<=[a-z)]\s)Realisasi\b)",
    re.IGNORECASE,
)

HEADS = (
    "persentase|prosentase|presentase|persentasi|prosentasi|persen|angka|tingkat|indeks|indek|index|jumlah|"
    "rasio|ratio|"
    "nilai|skor|cakupan|laju|pertumbuhan|prevalensi|pervalensi|proporsi|rata-rata|rerata|usia harapan|umur harapan|"
    "harapan lama|harapan hidup|usia kawin|produksi|produktivitas|produktifitas|kontribusi|kepemilikan|"
    "perekaman|pendapatan|"
    "belanja|pengeluaran|pdrb|gini|inflasi|opini|predikat|maturitas|kapabilitas|luas tutupan|luas tanam|luas panen|"
    "luas kawasan|luas lahan|panjang jalan|volume|kunjungan|kemiskinan|pengangguran|stunting|konsumsi|"
    "ketersediaan|akses|"
    "kualitas|kepuasan|partisipasi|daya saing|ketimpangan|insiden|insidensi|kematian|kelahiran|ekspor|impor|"
    "investasi|"
    "realisasi investasi|realisasi keuangan|realisasi pendapatan|realisasi pad|pajak daerah|retribusi daerah|silpa|"
    "elastisitas|penyerapan|serapan|persalinan|imunisasi|cfr|nilai tukar|tenaga kerja|ekonomi|keterbukaan|"
    "kontrasepsi|unmet need|pelayanan|penanganan|penemuan|pemenuhan|populasi|kepadatan|rumah layak|kawasan kumuh|"
    "kemantapan|jalan mantap|kesenjangan|pengelolaan|kepatuhan|efektivitas|efisiensi|"
    "derajat kesehatan|daya beli|melek huruf|putus sekolah|buta aksara|sampah (?:tertangani|terkelola|terangkut)|"
    "emisi|timbulan|upah|kredit|aset|"
    "hasil penilaian|"
    "hasil evaluasi|kepesertaan|peserta kb|kemandirian|kelulusan|kelayakan|keluhan|penurunan emisi|tutupan|"
    "kondisi jalan|"
    "perencanaan kinerja|pengukuran kinerja|pelaporan kinerja|evaluasi akuntabilitas|evaluasi internal|"
    "capaian kinerja|"
    "garis kemiskinan|kemampuan literasi|kemampuan numerasi|survei penilaian integritas|"
    "tindak lanjut rekomendasi|level|"
    "manajemen risiko indeks|konektivitas|intensitas|kejadian|kasus (?:baru|kematian|dbd|tb|hiv)|frekuensi|"
    "waktu tanggap|response time|lama sekolah|lama studi|"
    "angkatan kerja|ekonomi kreatif"
)
HEAD = re.compile(rf"(?:{HEADS})\b", re.IGNORECASE)
ACRONYM = re.compile(r"(?:\b[A-Z]{2,6}(?:-?[A-Z]{1,4})?\b)")
MEASURED = re.compile(
    r"(?:persentase|prosentase|presentase|persentasi|rasio|ratio|indeks|index|prevalensi|proporsi|cakupan|laju|"
    r"skor|level|"
    r"tingkat(?! (?:capaian|pencapaian|efisiensi))|angka(?! (?:ini|tersebut))|nilai (?=(?-i:[A-Z]{2,})))\b",
    re.IGNORECASE,
)
"""A name that begins so is of an indicator, whatever it speaks of: ``Persentase pegawai ...``."""
NOT_OURS = re.compile(
    r"\b(?:pegawai|pns|asn|cpns|pppk|golongan|honorarium|honor|responden|aplikasi|gedung|kantor|laptop|komputer|"
    r"kendaraan dinas|"
    r"anggaran|gaji|honorer|penyerapan|partisipasi pameran|belanja (?:tidak )?langsung|efisiensi|"
    r"pencapaian kinerja|capaian kinerja|rapat|sosialisasi|pelatihan|bimbingan teknis|bimtek|workshop|seminar|"
    r"lomba|festival|narasumber|anggaran kegiatan|pagu|"
    r"alokasi|sub kegiatan|dana alokasi|honor|biaya|pengadaan|kecamatan (?-i:[A-Z])\w+|kelurahan (?-i:[A-Z])\w+|"
    r"desa (?-i:[A-Z])\w+|"
    r"nilai kontrak|kontrak|pemenang|formasi|jabatan|eselon|buah|titik|penyebab|faktor|kendala|permasalahan|upaya|"
    r"rata-rata capaian|capaian rata-rata|capaian sasaran|indikator sasaran|sasaran strategis|jumlah indikator|"
    r"indikator kinerja|jumlah sasaran|jumlah program|jumlah kegiatan|bobot|interval|rumus|formula|margin)\b",
    re.IGNORECASE,
)
"""Names of things that reports count beside their indicators."""
MONEY_NAMES = re.compile(
    r"pendapatan|\bpad\b|belanja|silpa|pdrb|ekspor|impor|investasi|pmdn|\bpma\b|pajak|retribusi|"
    r"dana perimbangan|pengeluaran|"
    r"\bump\b|\bumk\b|upah|realisasi keuangan|lain-lain|surplus|defisit|pembiayaan|transfer|aset|ekuitas|kredit|"
    r"omzet|"
    r"garis kemiskinan|nilai tambah|nilai produksi|laba|penanaman modal|kapita",
    re.IGNORECASE,
)
HOLDS_VALUE = re.compile(r"\d|\b(?:opini|predikat|kategori)\b", re.IGNORECASE)
"""What a text without values lacks: known before any word of it is looked at."""
SENTENCE_LEFT = re.compile(
    r"\b(?:rumus(?:nya)?|bobot komponen|interval|bermakna|berpredikat|skala ordinal|skala penilaian|margin of error|"
    r"definisi operasional|formula|"
    r"(?:output|keluaran)\s+(?:dari\s+)?(?:sub\s?)?kegiatan|dengan ketentuan|apabila|dibagi|"
    r"dikalikan|kode kegiatan|kode rekening)\b|"
    r"\bskala\s*:|"
    r"\badalah\s+(?:jumlah|perbandingan|proporsi|persentase|rasio|banyaknya|angka yang|ukuran|indikator|banyak)\b",
    re.IGNORECASE,
)
COUNTED_THINGS = re.compile(
    r"\s*(?:\(\w+\)\s*)?(?:buah\s+)?(?:indikator|sasaran|program|sub\s?kegiatan|kegiatan|misi|tujuan|domain|"
    r"aspek|unsur|modul|"
    r"angkatan|grup|tim|bidang|seksi|sub\s?bagian|urusan|perangkat\s+daerah|opd|skpd|provinsi|kabupaten|kota|"
    r"kecamatan|"
    r"kelurahan|desa|negara|orang\s+peserta|peserta|pegawai|kali|langkah|tahap|jenis|macam|pilar|kriteria|"
    r"parameter|komponen|"
    r"rapat|hari\b(?!\s+per))\b",
    re.IGNORECASE,
)

BROKEN_NAME = re.compile(
    r"(?<!yang )\b(?:dibanding\w*|terlihat|belum|sudah|telah|semakin|berdasarkan|terbukti|dinyatakan|terbatas|"
    r"mencapai|mampu|"
    r"masih|melampaui|kami|maka|adalah|merupakan|sehingga|karena|terdapat|dapat|menunjuk\w*|disebabkan|apabila|jika|"
    r"dibutuhkan|diperlukan|membutuhkan|memerlukan|"
    r"tersebut|dimana|bahwa|antara lain|yaitu|yakni|sebesar|sebanyak|dari target|(?<=\s)realisasi\w*|terdiri|berada|"
    r"oleh karena|sebagai|dilaksanakan|diselenggarakan|dihadiri|diikuti|pencapaiannya|capaiannya|kinerjanya)\b|"
    r"^jumlah yang\b|^predikat nilai|^(?:menurun|meningkat|terwujud)nya\b|"
    r"^selisih|^angka ini|\b(?:jauh|diperkirakan|lebih)\b|[=±≥≤<>{}%“”\"]|-{2,}|"
    r"\.{3,}|\d{3,}|x 100",
    re.IGNORECASE,
)
"""Words of a clause, not of a name: what holds them was cut out of a sentence in the wrong place."""
KNOWN_ACRONYMS_WORDS = """
IPM TPT TPAK LPE PDRB PAD SILPA AKI AKB AKABA AKBA IKM IKLH IKA IKU IKL IKTL IDG IPG NTP NTN UHH AHH RLS HLS
AHLS ARLS CDR APM APK APS PPH SPBE SAKIP AKIP LAKIP IRB ITKP UKPW PHBS KLA CFR SPIP APIP MCP IPP SKM IKP IID IPK
IPMD IDM IPKD IPEI ICOR TFR ASFR CPR MKJP PUS BOR LOS TOI NDR GDR UCI ISPU RTH PMDN PMA UMKM IRI EPPD LPPD KIA
KTP KTP-EL IMB TKD DBD TB PPM UPM NJOP ADHB ADHK KB SPAM RTLH TPS RPJ IPAL IDI IPD SDI IPTEK IPLM TGM ILM IKG
IKI IKD IPS IDSD IPNT IDL IRBI IKK PISA AKG IPKM SDGS MCPR ODF
"""
KNOWN_ACRONYMS = frozenset(KNOWN_ACRONYMS_WORDS.split())
"""Short names of indicators; other capitals are mostly offices, programmes and places."""
AFTER_VALUE = re.compile(
    r"\s*(?:$|[^\sA-Za-z]|(?:pada|dari|di|dan|atau|serta|menjadi|tahun|ta|dengan|sehingga|lebih|terhadap|"
    r"dibanding\w*|untuk|yang|"
    r"sedangkan|sementara|meningkat|mengalami|turun|naik|menurun|dalam|per|ke|namun|tetapi|sebagai|karena|"
    r"hingga|sampai|"
    r"melampaui|melebihi|atas|oleh|selama|setara|tercapai|terealisasi|realisasi\w*|capaian\w*|ini|itu|tersebut|"
    r"maka|lalu|"
    r"kemudian|berada|masih|sudah|telah|belum|artinya|berarti|termasuk|seluruhnya|kategori|predikat|c-to-c|"
    r"y-on-y|sesuai|"
    r"kondisi|semester|triwulan|bila|jika|dimana|adalah|target\w*|sama|poin|saja|kepada|antara|bukan|tidak|"
    r"sebelumnya)\b)",
    re.IGNORECASE,
)
"""What may follow a percent that is a value; a noun there makes it part of a name (``dengan 100% Puskesmas ...``)."""
