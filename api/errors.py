"""What a person can meet at the doors, with what to do about it."""

from __future__ import annotations

from extractor.errors import WarisanError


class CannotWrite(WarisanError):
    """{path} cannot be written ({detail}). Choose another place with -o."""

    indonesian = "{path} tidak dapat ditulis ({detail}). Pilih tempat lain dengan -o."


class NotReached(WarisanError):
    """{path} cannot be opened or written ({detail}). Check that the folder exists and that you may write there."""

    indonesian = "{path} tidak dapat dibuka atau ditulis ({detail}). Periksa apakah mapnya ada dan boleh ditulisi."


class PageMissing(WarisanError):
    """{name} has no page {page}; it has {pages}. Give a page from 1 to {pages}."""

    indonesian = "{name} tidak punya halaman {page}; jumlahnya {pages}. Isikan halaman 1 sampai {pages}."


class NoPictureOfFile(WarisanError):
    """Pictures are drawn of PDF pages; {name} is not a PDF. Save it as PDF first, or use: warisan extract {name}."""

    indonesian = (
        "Gambar hanya dibuat dari halaman PDF; {name} bukan PDF. "
        "Simpan dulu sebagai PDF, atau pakai: warisan extract {name}."
    )


class NotOurFolder(WarisanError):
    """The folder {folder} holds other files, and the demo would empty it. Name another one with --folder."""

    indonesian = "Map {folder} berisi berkas lain, padahal demo akan mengosongkannya. Pilih map lain dengan --folder."


class UnknownJob(WarisanError):
    """There is no job {job}. See the list with: warisan jobs list --all."""

    indonesian = "Tidak ada pekerjaan {job}. Lihat daftarnya dengan: warisan jobs list --all."


class TookTooLong(WarisanError):
    """{name} was not finished within {seconds} seconds. Ask for fewer values, or use the command line."""

    indonesian = "{name} tidak selesai dalam {seconds} detik. Minta lebih sedikit nilai, atau pakai baris perintah."
