"""The planted passages: what stands in which report, how the copy was made, and what only looks like one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a table with its header row."""

    report: str
    text: str = ""
    rows: Rows = ()
    copy: str = ""
    """Blocks with the same word are copies of each other; none is a copy of itself or of nothing."""
    why: str = ""


def _topics() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("topics.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _sentences(number: int, year: int = 2024) -> list[str]:
    """Three sentences about one topic. Frames are shared by all topics: sentences of one frame are decoys."""
    t = _topics()[number]
    done, asked = 40 + 7 * number + (year - 2023), 60 + 9 * number
    first = (
        f"Pada tahun {year} kegiatan {t['subject']} {t['doing']} di {t['place']} dan menjangkau {done} dari {asked} "
        "sasaran yang direncanakan.",
        f"Di {t['place']}, {t['subject']} yang {t['doing']} telah menjangkau {done} orang sepanjang tahun {year}.",
    )
    second = (
        f"Kendala utama ialah {t['obstacle']}, sehingga pelaksanaan di {t['place']} tertunda selama {number + 3} "
        "minggu.",
        f"Pelaksanaan {t['subject']} masih terhambat karena {t['obstacle']} sejak awal triwulan kedua.",
    )
    third = (
        f"Untuk mengatasinya, perangkat daerah pengampu {t['step']} mulai triwulan berikutnya.",
        f"Sebagai tindak lanjut, pemerintah kota {t['step']} dan menetapkan {t['subject']} sebagai prioritas.",
    )
    return [pair[number % 2] for pair in (first, second, third)]


def paragraph(number: int, year: int = 2024) -> str:
    return " ".join(_sentences(number, year))


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, f"«{old}» does not stand in: {text}"
        text = text.replace(old, new)
    return text


def blocks() -> Iterator[Block]:
    yield from _paragraphs()
    yield from _parts()
    yield from _tables()
    yield from _decoys()


def _paragraphs() -> Iterator[Block]:
    for number, reports in enumerate((("lppd-2024", "lkpj-2024"), ("lkjip-2024", "rb-2024", "lkpj-2024"))):
        for report in reports:
            yield Block(report=report, text=paragraph(number), copy=f"same-{number}", why="word by word")
    one = paragraph(2)
    yield Block(report="lppd-2024", text=one, copy="few-words", why="three words replaced")
    changed = edited(one, ("menjangkau", "melayani"), ("minggu", "pekan"), ("Untuk mengatasinya", "Guna mengatasinya"))
    yield Block(report="spm-2024", text=changed, copy="few-words", why="three words replaced")
    two = paragraph(3)
    put_in = edited(two, ("telah menjangkau", "menurut catatan dinas sampai akhir Desember telah menjangkau"))
    yield Block(report="lkjip-2024", text=two, copy="put-in", why="words put in")
    yield Block(report="rb-2024", text=put_in, copy="put-in", why="words put in")
    for report, year in (("lppd-2023", 2023), ("lppd-2024", 2024)):
        yield Block(report=report, text=paragraph(4, year), copy="renewed", why="last year's text, this year's numbers")
        yield Block(report=report, text=paragraph(5, year), copy="renewed-too", why="last year's text, new numbers")
    slip = paragraph(6)
    yield Block(report="lkpj-2024", text=slip, copy="slip", why="a number typed again with a slip")
    yield Block(report="lkjip-2024", text=edited(slip, ("menjangkau 83", "menjangkau 38")), copy="slip", why="swapped")


def _parts() -> Iterator[Block]:
    """Sentences taken into a longer paragraph, and a paragraph that lost a sentence."""
    sentences = _sentences(7)
    yield Block(report="lppd-2024", text=" ".join(sentences), copy="taken", why="two sentences in a longer paragraph")
    longer = [*_sentences(20)[:2], *sentences[:2], _sentences(21)[2]]
    yield Block(report="lkjip-2024", text=" ".join(longer), copy="taken", why="two sentences in a longer paragraph")
    whole = _sentences(8)
    yield Block(report="spm-2024", text=" ".join(whole), copy="shortened", why="a sentence left out")
    yield Block(report="rb-2024", text=" ".join((whole[0], whole[2])), copy="shortened", why="a sentence left out")


HEAD = ("No", "Kegiatan", "Lokasi", "Sasaran", "Terlayani")


def _rows(numbers: range, *, shift: int = 0) -> list[tuple[str, ...]]:
    topics = _topics()
    return [
        (
            str(position),
            topics[number]["subject"].capitalize(),
            topics[number]["place"],
            str(60 + 13 * number + shift),
            str(31 + 11 * number + 3 * shift),
        )
        for position, number in enumerate(numbers, 1)
    ]


def _tables() -> Iterator[Block]:
    rows = _rows(range(9, 16))
    yield Block(report="lppd-2024", rows=(HEAD, *rows), copy="table", why="row by row")
    yield Block(report="spm-2024", rows=(HEAD, *rows), copy="table", why="row by row")
    more = _rows(range(16, 22))
    yield Block(report="lkpj-2024", rows=(HEAD, *more), copy="column", why="a column left out")
    less = [row[:3] + row[4:] for row in more]
    yield Block(report="lkjip-2024", rows=(HEAD[:3] + HEAD[4:], *less), copy="column", why="a column left out")
    last = _rows(range(22, 28))
    yield Block(report="lkpj-2024", rows=(HEAD, *last), copy="rows", why="a row put in, a number typed wrong")
    put_in = ("4", "Panggung boneka keliling", "Kelurahan Sungai Emas", "45", "44")
    wrong = (*last[4][:4], "371")
    yield Block(report="rb-2024", rows=(HEAD, *last[:3], put_in, last[3], wrong, last[5]), copy="rows", why="as above")


def _decoys() -> Iterator[Block]:
    law = (
        "Undang-Undang Nomor 77 Tahun 2031 tentang Tata Cara Penyusunan Laporan Daerah Kepulauan (Lembaran Negara "
        "Tahun 2031 Nomor 12, Tambahan Lembaran Negara Nomor 7045)."
    )
    for report in ("lppd-2024", "lkpj-2024", "lkjip-2024", "spm-2024", "rb-2024"):
        yield Block(report=report, text=law, why="decoy: what a report is based on")
        yield Block(report=report, text="Rincian disajikan pada tabel berikut ini.", why="decoy: too short")
        yield Block(
            report=report, text="Tabel 2.1 Capaian kegiatan menurut lokasi ............ 14", why="decoy: contents"
        )
    # One form, other numbers: two years fill it, nothing is copied.
    yield Block(report="lppd-2023", rows=(HEAD, *_rows(range(22, 28), shift=5)), why="decoy: the form alone")
    yield Block(report="spm-2024", rows=(HEAD, *_rows(range(16, 22), shift=9)), why="decoy: the form alone")
    # The frames that copies use too, about something else.
    for number, report in ((22, "lkpj-2024"), (23, "lkjip-2024"), (24, "spm-2024"), (25, "rb-2024"), (26, "lppd-2023")):
        yield Block(report=report, text=paragraph(number), why="decoy: the same frames")
    # One beginning, another story.
    opening = "Dalam rangka meningkatkan kesejahteraan masyarakat"
    for report, rest in (
        ("lppd-2024", "wali kota meresmikan dermaga wisata yang menampung empat belas kapal layar sekaligus."),
        ("rb-2024", "setiap pegawai wajib menyusun rencana pengembangan diri sebelum evaluasi tengah tahun dimulai."),
        ("lppd-2023", "penerimaan pajak hotel dialihkan untuk memperbaiki trotoar di sekitar sekolah dasar negeri."),
    ):
        yield Block(report=report, text=f"{opening}, {rest}", why="decoy: one beginning")
    # Printed twice in one report.
    for _ in range(2):
        yield Block(report="lppd-2023", text=paragraph(27), why="decoy: twice in one report")
