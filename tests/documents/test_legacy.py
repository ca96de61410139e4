"""Old Word files become PDF through LibreOffice, or say why not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from extractor import legacy
from extractor.errors import Damaged
from extractor.legacy import LibreOfficeMissing, convert_to_pdf
from extractor.settings import ReadLimits
from extractor.sniff import FileKind, sniff


def fake_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(legacy.shutil, "which", lambda name: str(program))


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "laporan lama; rm.doc"
    path.write_bytes(b"isi")
    return path


def test_without_libreoffice_the_message_says_what_to_do(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy.shutil, "which", lambda name: None)
    with pytest.raises(LibreOfficeMissing) as missing:
        convert_to_pdf(old_file)
    assert "Pasang LibreOffice" in missing.value.sentence("id")


def test_success_without_a_pdf_is_no_success(tmp_path: Path, old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(Damaged, match="LibreOffice could not open it"):
        convert_to_pdf(old_file)


def test_an_endless_conversion_is_stopped(tmp_path: Path, old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, monkeypatch, "sleep 60 & sleep 60")
    with pytest.raises(Damaged, match="did not finish in time"):
        convert_to_pdf(old_file, ReadLimits(libreoffice_seconds=1))


def test_an_old_word_file_becomes_a_pdf(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    document = docx.Document()
    document.add_paragraph("Laporan Kinerja Kota Arunika Tahun 2024")
    document.save(str(tmp_path / "baru.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    target = ["--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(tmp_path / "baru.docx")]
    subprocess.run([office, profile, *target], check=True, capture_output=True, timeout=120)
    old = tmp_path / "baru.doc"
    assert sniff(old) is FileKind.LEGACY_WORD
    pdf = convert_to_pdf(old, folder=tmp_path / "keluar")
    assert sniff(pdf) is FileKind.PDF
    assert pdf.parent == tmp_path / "keluar"
