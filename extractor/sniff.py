"""What a file is, told by its content. Its name is never asked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from extractor._ooxml import CONTENT_TYPES, MEGABYTE, open_zip, read_part, refuse_entity_bombs
from extractor.errors import Damaged, EmptyFile, FileMissing, InBoth, PasswordProtected, TooLarge, WrongType
from extractor.settings import ReadLimits


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    PDF = "pdf"
    WORD = "word"
    """Word since 2007 (.docx, .docm, .dotx), also Strict."""
    SHEET = "sheet"
    """Excel since 2007 (.xlsx, .xlsm)."""
    LEGACY_WORD = "legacy_word"
    """Word 97-2003 (.doc): LibreOffice turns it into a PDF first."""
    LEGACY_SHEET = "legacy_sheet"
    """Excel 5-2003 (.xls) and the binary .xlsb."""


_HEAD_BYTES = 4096
_PDF_WITHIN = 1024
"""Readers accept the PDF header anywhere in the first 1,024 bytes."""
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

_MAIN_PARTS = (
    (b"spreadsheetml.sheet.main", FileKind.SHEET),
    (b"spreadsheetml.template.main", FileKind.SHEET),
    (b"ms-excel.sheet.macroenabled.main", FileKind.SHEET),
    (b"ms-excel.template.macroenabled.main", FileKind.SHEET),
    (b"ms-excel.sheet.binary.macroenabled.main", FileKind.LEGACY_SHEET),
    (b"wordprocessingml.document.main", FileKind.WORD),
    (b"wordprocessingml.template.main", FileKind.WORD),
    (b"ms-word.document.macroenabledtemplate.main", FileKind.WORD),
    (b"ms-word.document.macroenabled.main", FileKind.WORD),
    (b"ms-word.template.macroenabledtemplate.main", FileKind.WORD),
)
"""Content types of a package's main part (they say what it is; part names are free)."""

_SIGNATURES = (
    (b"\xff\xd8\xff", InBoth("a JPEG picture", "gambar JPEG")),
    (b"\x89PNG", InBoth("a PNG picture", "gambar PNG")),
    (b"GIF8", InBoth("a GIF picture", "gambar GIF")),
    (b"II*\x00", InBoth("a TIFF picture", "gambar TIFF")),
    (b"MM\x00*", InBoth("a TIFF picture", "gambar TIFF")),
    (b"BM", InBoth("a BMP picture", "gambar BMP")),
    (b"RIFF", InBoth("a picture, sound or film", "gambar, suara, atau film")),
    (b"Rar!", InBoth("a RAR archive", "arsip RAR")),
    (b"7z\xbc\xaf\x27\x1c", InBoth("a 7z archive", "arsip 7z")),
    (b"\x1f\x8b", InBoth("a gzip archive", "arsip gzip")),
    (b"{\\rtf", InBoth("an RTF text", "teks RTF")),
    (b"%!PS", InBoth("a PostScript file", "berkas PostScript")),
    (b"\xffWPC", InBoth("a WordPerfect text", "teks WordPerfect")),
    (b"MZ", InBoth("a program", "program komputer")),
    (b"\x7fELF", InBoth("a program", "program komputer")),
    (b"SQLite format 3", InBoth("a SQLite database", "basis data SQLite")),
)
_OTHER_ARCHIVE = InBoth("a ZIP archive", "arsip ZIP")
_OTHER_OLE = InBoth("another Office file", "berkas Office jenis lain")
_OTHER = InBoth("of an unknown format", "format yang tidak dikenal")


def sniff(path: Path, limits: ReadLimits | None = None) -> FileKind:
    """What the file is, or an error that says why it cannot be read.

    A PDF's password and damage are found where it is opened, not here.
    """
    limits = limits or ReadLimits()
    head = _read_head(path, limits)
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _sniff_package(path, limits)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return FileKind.PDF
    raise WrongType(name=path.name, found=_name_of(head))


def _read_head(path: Path, limits: ReadLimits) -> bytes:
    if not path.exists():
        raise FileMissing(name=path.name)
    if not path.is_file():
        raise WrongType(name=path.name, found=InBoth("a folder", "sebuah map"))
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(name=path.name)
    if size > limits.max_file_mb * MEGABYTE:
        raise TooLarge(name=path.name, size=-(-size // MEGABYTE), limit=limits.max_file_mb)
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _sniff_package(path: Path, limits: ReadLimits) -> FileKind:
    with open_zip(path, limits) as package:
        content_types = read_part(package, CONTENT_TYPES, path.name)
        if content_types is None:
            raise WrongType(name=path.name, found=_name_of_archive(read_part(package, "mimetype", path.name)))
        refuse_entity_bombs(package, path.name, limits)
    declared = content_types.lower()
    for content_type, kind in _MAIN_PARTS:
        if content_type in declared:
            return kind
    if b"presentationml" in declared:
        raise WrongType(name=path.name, found=InBoth("a PowerPoint file", "presentasi PowerPoint"))
    raise WrongType(name=path.name, found=_OTHER_OLE)


def _sniff_ole(path: Path) -> FileKind:
    """Old Office files, and the wrapper that Office puts around a password protected new one."""
    import olefile

    try:
        with olefile.OleFileIO(path) as ole:
            streams = {"/".join(entry).lower() for entry in ole.listdir()}
            if "encryptedpackage" in streams or "encryptioninfo" in streams:
                raise PasswordProtected(name=path.name)
            if "worddocument" in streams:
                return _old_word(ole.openstream("WordDocument").read(12), path.name)
            for stream in ("Workbook", "Book"):
                if stream.lower() in streams:
                    return _old_sheet(ole.openstream(stream).read(1024), path.name)
    except PasswordProtected:
        raise
    except Exception as cause:  # olefile leaks IndexError, struct.error and others on damaged files
        detail = InBoth("its table of contents cannot be read", "daftar isinya tidak terbaca")
        raise Damaged(name=path.name, detail=detail) from cause
    raise WrongType(name=path.name, found=_name_of_ole(streams))


def _old_word(start: bytes, file_name: str) -> FileKind:
    """The flag fEncrypted in the file information block ([MS-DOC] 2.5.2)."""
    if len(start) > 11 and start[11] & 0x01:
        raise PasswordProtected(name=file_name)
    return FileKind.LEGACY_WORD


def _old_sheet(start: bytes, file_name: str) -> FileKind:
    """A FILEPASS record among the first of the workbook ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(start):
        record = int.from_bytes(start[at : at + 2], "little")
        if record == 0x2F:
            raise PasswordProtected(name=file_name)
        at += 4 + int.from_bytes(start[at + 2 : at + 4], "little")
    return FileKind.LEGACY_SHEET


def _name_of_archive(mimetype: bytes | None) -> InBoth:
    if mimetype is None:
        return _OTHER_ARCHIVE
    if b"opendocument.text" in mimetype:
        return InBoth("an OpenDocument text (.odt)", "teks OpenDocument (.odt)")
    if b"opendocument.spreadsheet" in mimetype:
        return InBoth("an OpenDocument sheet (.ods)", "lembar kerja OpenDocument (.ods)")
    if b"epub" in mimetype:
        return InBoth("an e-book (.epub)", "buku elektronik (.epub)")
    return _OTHER_ARCHIVE


def _name_of_ole(streams: set[str]) -> InBoth:
    if "powerpoint document" in streams:
        return InBoth("an old PowerPoint file (.ppt)", "presentasi PowerPoint lama (.ppt)")
    if any(stream.startswith("__substg1.0") for stream in streams):
        return InBoth("an Outlook message (.msg)", "pesan Outlook (.msg)")
    return _OTHER_OLE


def _name_of(head: bytes) -> InBoth:
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        return InBoth("an XML file", "berkas XML")
    if start.startswith((b"<!doctype html", b"<html")) or b"<table" in head.lower():
        return InBoth("a web page (HTML)", "halaman web (HTML)")
    if start.startswith(b"mime-version:"):
        return InBoth("a web page in one file (MHTML)", "halaman web satu berkas (MHTML)")
    return InBoth("plain text", "teks biasa") if _is_text(head) else _OTHER


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return controls == 0
