"""Old Word files, turned into PDF by LibreOffice: nothing else here starts a program."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractor.confined import given_time
from extractor.errors import Damaged, InBoth, UnreadableFile
from extractor.settings import ReadLimits

SECONDS_TO_STOP = 10
_PROGRAMS = ("soffice", "libreoffice")
_NOTHING_WRITTEN = InBoth("LibreOffice could not open it", "LibreOffice tidak dapat membukanya")
_TOO_SLOW = InBoth("LibreOffice did not finish in time", "LibreOffice tidak selesai pada waktunya")


class LibreOfficeMissing(UnreadableFile):
    """The file {name} is an old Word file (.doc), which needs LibreOffice. Install it, or save the file as .docx."""

    indonesian = (
        "Berkas {name} adalah Word lama (.doc); untuk membacanya perlu LibreOffice. Pasang LibreOffice, "
        "atau simpan berkas itu sebagai .docx."
    )


def is_present() -> bool:
    """Whether LibreOffice is there."""
    return _program() is not None


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert_to_pdf(path: Path, limits: ReadLimits | None = None, folder: Path | None = None) -> Path:
    """The file as a PDF in ``folder``, by default a new one that lasts as long as this process.

    LibreOffice gets a profile of its own (a running one would take over the job), no macros, and limited time; it can
    exit with 0 and have written nothing, so the PDF is looked at. Its time does not count as time of reading.
    """
    limits = limits or ReadLimits()
    program = _program()
    if program is None:
        raise LibreOfficeMissing(name=path.name)
    target = folder or _folder_of_this_process()
    with tempfile.TemporaryDirectory(prefix="warisan-office-") as work:
        copy = Path(work) / "laporan.doc"  # the name of an upload is never part of a command
        shutil.copyfile(path, copy)
        profile = (Path(work) / "profile").as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
        command = [program, *options, "--convert-to", "pdf", "--outdir", str(target), str(copy)]
        with given_time(limits.libreoffice_seconds + SECONDS_TO_STOP):
            finished = _finishes(command, limits.libreoffice_seconds)
        if not finished:
            raise Damaged(name=path.name, detail=_TOO_SLOW)
    pdf = target / "laporan.pdf"
    if not pdf.is_file() or not pdf.read_bytes()[:1024].count(b"%PDF-"):
        raise Damaged(name=path.name, detail=_NOTHING_WRITTEN)
    return pdf


def _folder_of_this_process() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="warisan-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _finishes(command: list[str], seconds: int) -> bool:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        _stop(process)
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The starter and the program it started are one group, made for this job alone."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
