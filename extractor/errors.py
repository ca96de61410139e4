"""What stops a whole file from being read. One class a situation; the docstring is the message.

Each class has its sentence twice: the docstring (English) and ``indonesian``. Both say what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class InBoth:
    """A fact of an error that is told in words, so in both languages."""

    english: str
    indonesian: str

    def __str__(self) -> str:
        return self.english


def pages_told(first: int, last: int) -> InBoth:
    return InBoth(f"pages {first} to {last}", f"halaman {first} sampai {last}")


class WarisanError(Exception):
    """Warisan could not do this."""

    indonesian = "Warisan tidak dapat melakukan ini."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors come from other processes too; their facts are named, which pickle would not know."""
        return _with_facts, (type(self), self.facts)

    @property
    def reason(self) -> str:
        """A stable name for programs: ``password_protected``."""
        name = type(self).__name__
        return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")

    def sentence(self, language: str = "id") -> str:
        """The message with its facts filled in, in ``id`` or ``en``."""
        template = self.indonesian if language == "id" else (type(self).__doc__ or "")
        return template.strip().format(**{name: _told(fact, language) for name, fact in self.facts.items()})


def _with_facts(error: type[WarisanError], facts: dict[str, object]) -> WarisanError:
    return error(**facts)


def _told(fact: object, language: str) -> object:
    if isinstance(fact, InBoth):
        return fact.indonesian if language == "id" else fact.english
    return fact


class UnreadableFile(WarisanError):
    """The file {name} cannot be read."""

    indonesian = "Berkas {name} tidak dapat dibaca."


class FileMissing(UnreadableFile):
    """There is no file {name}. Check the path."""

    indonesian = "Berkas {name} tidak ada. Periksa lokasinya."


class EmptyFile(UnreadableFile):
    """The file {name} is empty (0 bytes). Export or copy it again, then upload the new copy."""

    indonesian = "Berkas {name} kosong (0 bita). Ekspor atau salin ulang, lalu unggah salinan yang baru."


class WrongType(UnreadableFile):
    """The file {name} is {found}, not a PDF, Word (.docx) or Excel (.xlsx) file. Save it as one of these."""

    indonesian = (
        "Berkas {name} berisi {found}, bukan PDF, Word (.docx), atau Excel (.xlsx). Simpan dalam salah satu format itu."
    )


class PasswordProtected(UnreadableFile):
    """The file {name} is password protected. Upload a copy without password."""

    indonesian = "Berkas {name} dikunci kata sandi. Unggah salinan tanpa kata sandi."


class Damaged(UnreadableFile):
    """The file {name} is damaged ({detail}). Open it in its program, save it anew, then upload that copy."""

    indonesian = "Berkas {name} rusak ({detail}). Buka di program asalnya, simpan ulang, lalu unggah salinan itu."


class TooLarge(UnreadableFile):
    """The file {name} has {size} MB; at most {limit} MB are read. Split it or compress its pictures."""

    indonesian = "Berkas {name} berukuran {size} MB; batasnya {limit} MB. Pecah berkas itu atau kecilkan gambarnya."


class ExpandsTooMuch(UnreadableFile):
    """The file {name} unpacks to more than {limit} MB. Save it anew from its own program, then try again."""

    indonesian = (
        "Berkas {name} mengembang lebih dari {limit} MB saat dibuka. Simpan ulang dari program asalnya, lalu coba lagi."
    )


class TooManyPages(UnreadableFile):
    """The file {name} has {pages} pages; at most {limit} are read. Split it into parts."""

    indonesian = "Berkas {name} terdiri atas {pages} halaman; batasnya {limit}. Pecah menjadi beberapa bagian."


class TookTooLong(UnreadableFile):
    """Reading {name} ({part}) took longer than {seconds} seconds. Save it anew from its own program, or split it."""

    indonesian = (
        "Pembacaan {name} ({part}) melewati {seconds} detik. Simpan ulang dari program asalnya, atau pecah berkas itu."
    )


class NeedsTooMuchMemory(UnreadableFile):
    """Reading {name} ({part}) needs more than {limit} MB of memory. Save it anew from its own program, or split it."""

    indonesian = (
        "Pembacaan {name} ({part}) memerlukan memori lebih dari {limit} MB. "
        "Simpan ulang dari program asalnya, atau pecah berkas itu."
    )


class ReaderStopped(UnreadableFile):
    """The reader of {name} stopped suddenly ({part}). Save the file anew from its own program, then try again."""

    indonesian = (
        "Pembaca {name} berhenti mendadak ({part}). Simpan ulang berkas itu dari program asalnya, lalu coba lagi."
    )


class NoText(UnreadableFile):
    """No page of {name} has text that can be read (a scan?). Upload the file it was printed from."""

    indonesian = (
        "Tidak ada halaman {name} yang teksnya dapat dibaca (hasil pindai?). Unggah berkas asli sebelum dicetak."
    )


class ScanNeedsOcr(NoText):
    """All pages of {name} are scans. Install what reads scans (pip install "warisan[ocr]"), or upload the original."""

    indonesian = (
        'Semua halaman {name} hasil pindai. Pasang pembaca pindaian (pip install "warisan[ocr]", atau tesseract '
        "dengan bahasa Indonesia), atau unggah berkas asli sebelum dicetak."
    )


class YearInFuture(WarisanError):
    """The year {year} lies in the future; realised values cannot exist yet. Give the year reported on."""

    indonesian = "Tahun {year} belum tiba; capaiannya belum mungkin ada. Isikan tahun yang dilaporkan."


class UnknownReport(WarisanError):
    """There is no report type {report}. Choose one of: {known}."""

    indonesian = "Jenis laporan {report} tidak dikenal. Pilih salah satu: {known}."


class UnknownRegion(WarisanError):
    """There is no region {region}. Give its Kemendagri code (35.73) or its name (Kota Malang)."""

    indonesian = "Daerah {region} tidak dikenal. Isikan kode Kemendagri (35.73) atau namanya (Kota Malang)."


class YearTooOld(WarisanError):
    """The year {year} is older than these reports are; the first year is {oldest}. Give the year reported on."""

    indonesian = "Tahun {year} lebih tua daripada laporan ini; tahun pertamanya {oldest}. Isikan tahun yang dilaporkan."


class NotOurForm(WarisanError):
    """The file {name} holds no marks of a form made by Warisan. Upload it as a report, so that it is read like one."""

    indonesian = (
        "Berkas {name} tidak memuat tanda formulir buatan Warisan. Unggah sebagai laporan biasa supaya dibaca ulang."
    )


class RollsBackward(WarisanError):
    """The report {name} is about {old}; it cannot be rolled forward to {year}. Give a later year."""

    indonesian = "Laporan {name} adalah laporan tahun {old}; tidak dapat digeser ke {year}. Isikan tahun sesudahnya."


class NothingToRoll(WarisanError):
    """No table of {name} holds a value that can be read. Choose last year's report, as a Word file with its tables."""

    indonesian = (
        "Tidak ada tabel pada {name} yang nilainya terbaca. "
        "Pilih laporan tahun lalu berformat Word lengkap dengan tabelnya."
    )
