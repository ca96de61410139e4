"""Old Word files, turned into PDF by LibreOffice: nothing else here starts a program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extractor.errors import Damaged, InBoth, UnreadableFile
from extractor.settings import ReadLimits

_PROGRAMS = ("soffice", "libreoffice")
_NOTHING_WRITTEN = InBoth("LibreOffice could not open it", "LibreOffice tidak dapat membukanya")
_TOO_SLOW = InBoth("LibreOffice did not finish in time", "LibreOffice tidak selesai pada waktunya")


class LibreOfficeMissing(UnreadableFile):
    """The file {name} is an old Word file (.doc); reading it needs LibreOffice. Install it, or save the file as .docx."""

    indonesian = (
        "Berkas {name} adalah Word lama (.doc); untuk membacanya perlu LibreOffice. Pasang LibreOffice, "
        "atau simpan berkas itu sebagai .docx."
    )


def convert_to_pdf(path: Path, limits: ReadLimits | None = None, folder: Path | None = None) -> Path:
    """The file as a PDF in ``folder``, by default a new one that the caller deletes with the PDF's parent.

    LibreOffice gets a profile of its own (a running one would take over the job), no macros, and limited time; it can
    exit with 0 and have written nothing, so the PDF is looked at.
    """
    limits = limits or ReadLimits()
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise LibreOfficeMissing(name=path.name)
    target = folder or Path(tempfile.mkdtemp(prefix="warisan-"))
    with tempfile.TemporaryDirectory(prefix="warisan-office-") as work:
        copy = Path(work) / "laporan.doc"  # the name of an upload is never part of a command
        shutil.copyfile(path, copy)
        _run(program, copy, target, Path(work) / "profile", path.name, limits.libreoffice_seconds)
    pdf = target / "laporan.pdf"
    if not pdf.is_file() or not pdf.read_bytes()[:1024].count(b"%PDF-"):
        raise Damaged(name=path.name, detail=_NOTHING_WRITTEN)
    return pdf


def _run(program: str, source: Path, target: Path, profile: Path, file_name: str, seconds: int) -> None:
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf",
        "--outdir",
        str(target),
        str(source),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        _stop(process)
        raise Damaged(name=file_name, detail=_TOO_SLOW) from late


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The starter and the program it started are one group, made for this job alone."""
    import os
    import signal

    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
