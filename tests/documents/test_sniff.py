"""What a file is, told by its bytes: kinds, and one clear refusal for each thing that can be wrong with it."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from ole_builder import write_ole

from extractor.errors import (
    Damaged,
    EmptyFile,
    ExpandsTooMuch,
    FileMissing,
    PasswordProtected,
    TooLarge,
    UnreadableFile,
    WrongType,
)
from extractor.settings import ReadLimits
from extractor.sniff import FileKind, sniff

OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "laporan.docx"
    document = docx.Document()
    document.add_paragraph("Laporan Kinerja Kota Arunika Tahun 2024")
    document.save(str(path))
    return path


def rewrite(path: Path, target: Path, part: str, content: bytes) -> Path:
    """The same package with one part replaced or added."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != part:
                new.writestr(entry, old.read(entry))
        new.writestr(part, content)
    return target


def test_kind_is_told_by_content_not_by_name(tmp_path: Path, word_file: Path) -> None:
    as_pdf = tmp_path / "laporan.pdf"
    as_pdf.write_bytes(word_file.read_bytes())
    sheet = tmp_path / "data.docx"
    openpyxl.Workbook().save(sheet)
    pdf = tmp_path / "x.xlsx"
    pdf.write_bytes(b"\r\n" * 20 + b"%PDF-1.7\n%more")
    assert [sniff(as_pdf), sniff(sheet), sniff(pdf)] == [FileKind.WORD, FileKind.SHEET, FileKind.PDF]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{\\rtf1\\ansi halo}", "teks RTF"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "gambar JPEG"),
        (b"<html><body><table><tr><td>95</td></tr></table></body></html>", "halaman web (HTML)"),
        (b"indikator;target\nIPM;81,2\n", "teks biasa"),
        (b"\x01\x02\x03\x04" * 9, "format yang tidak dikenal"),
    ],
)
def test_other_types_are_refused_by_their_name_in_words(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "laporan.docx"
    path.write_bytes(content)
    with pytest.raises(WrongType) as refusal:
        sniff(path)
    assert f"laporan.docx berisi {told}" in refusal.value.sentence("id")
    assert told not in refusal.value.sentence("en")


def test_missing_empty_large_and_truncated_files_have_their_own_error(tmp_path: Path, word_file: Path) -> None:
    with pytest.raises(FileMissing):
        sniff(tmp_path / "tidak-ada.pdf")
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    with pytest.raises(EmptyFile):
        sniff(empty)
    large = tmp_path / "besar.pdf"
    large.write_bytes(b"%PDF-1.7" + b"\0" * 1_000_001)
    with pytest.raises(TooLarge, match="has 2 MB; at most 1 MB"):
        sniff(large, ReadLimits(max_file_mb=1))
    cut = tmp_path / "terpotong.docx"
    cut.write_bytes(word_file.read_bytes()[:-200])
    with pytest.raises(Damaged):
        sniff(cut)
    with pytest.raises(WrongType):
        sniff(tmp_path)


def test_zip_entries_with_a_password(tmp_path: Path, word_file: Path) -> None:
    content = bytearray(word_file.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    locked = tmp_path / "terkunci.docx"
    locked.write_bytes(content)
    with pytest.raises(PasswordProtected):
        sniff(locked)


def test_a_part_that_unpacks_a_thousandfold_is_refused_unopened(tmp_path: Path, word_file: Path) -> None:
    bomb = rewrite(word_file, tmp_path / "bom.docx", "word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    assert bomb.stat().st_size < 200_000
    with pytest.raises(ExpandsTooMuch):
        sniff(bomb)


def test_too_many_parts_are_refused(tmp_path: Path, word_file: Path) -> None:
    with pytest.raises(ExpandsTooMuch):
        sniff(word_file, ReadLimits(max_entries=3))


def test_two_parts_of_one_name_are_refused(tmp_path: Path, word_file: Path) -> None:
    """Readers disagree on which one counts."""
    twice = tmp_path / "ganda.docx"
    shutil.copyfile(word_file, twice)
    with zipfile.ZipFile(twice, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", "<other/>")
    with pytest.raises(Damaged, match=r"two parts named word/document\.xml"):
        sniff(twice)


def test_entities_built_from_entities_are_refused(tmp_path: Path, word_file: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    with pytest.raises(ExpandsTooMuch):
        sniff(rewrite(word_file, tmp_path / "tawa.docx", "word/document.xml", laughs))


def test_a_damaged_part_that_nobody_needs_does_not_stop_the_file(tmp_path: Path, word_file: Path) -> None:
    with zipfile.ZipFile(word_file) as package:
        theme = package.getinfo("word/theme/theme1.xml")
    content = bytearray(word_file.read_bytes())
    start = theme.header_offset + 30 + len(theme.filename)
    content[start : start + 20] = b"\xff" * 20
    path = tmp_path / "tema-rusak.docx"
    path.write_bytes(content)
    assert sniff(path) is FileKind.WORD


def test_an_ole_file_that_is_noise_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "lama.doc"
    path.write_bytes(OLE_HEAD + b"\x7f" * 3000)
    with pytest.raises(Damaged):
        sniff(path)


def test_limits_name_the_key_and_the_value_given() -> None:
    with pytest.raises(ValueError, match="max_pages must be a whole number above 0, not 0"):
        ReadLimits(max_pages=0)


HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile is not here")
def test_every_hostile_file_gets_a_kind_or_a_sentence() -> None:
    refused = {}
    for path in sorted(HOSTILE.rglob("*")):
        if path.is_file():
            try:
                sniff(path)
            except UnreadableFile as refusal:
                refused[path.name] = refusal.sentence("id")
    assert len(refused) > 20
    assert [name for name, sentence in refused.items() if name not in sentence] == []


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile is not here")
@pytest.mark.parametrize(
    "name",
    [
        "apache__poi__bug53475-password-is-pass.docx",
        "apache__poi__password_password_cryptoapi.doc",
        "decalage2__oletools__autostart-encrypt-standardpassword.xls",
        "decalage2__oletools__autostart-encrypt-standardpassword.xlsb",
    ],
)
def test_office_files_with_a_password_say_so(name: str) -> None:
    with pytest.raises(PasswordProtected):
        sniff(HOSTILE / name)


def test_a_new_word_file_that_office_locked_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    """Office wraps the whole encrypted package in an old container; its name still ends in .docx."""
    streams = {
        "EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>",
        "EncryptedPackage": bytes(range(256)),
    }
    with pytest.raises(PasswordProtected):
        sniff(write_ole(tmp_path / "lkjip-terkunci.docx", streams))


def test_other_files_in_an_old_container_are_named(tmp_path: Path) -> None:
    assert sniff(write_ole(tmp_path / "lama.doc", {"WordDocument": bytes(32)})) is FileKind.LEGACY_WORD
    with pytest.raises(PasswordProtected):
        sniff(write_ole(tmp_path / "kunci.doc", {"WordDocument": bytes(11) + b"\x01" + bytes(20)}))
    with pytest.raises(WrongType, match="PowerPoint"):
        sniff(write_ole(tmp_path / "paparan.ppt", {"PowerPoint Document": bytes(8)}))
