"""What LibreOffice does for the samples: prints a Word file, and tells on which page each bookmark came to stand."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


def to_pdf(source: Path, folder: Path) -> Path:
    """Through LibreOffice with a profile of its own and a fixed date."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", _EXPORT]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1740787200", "HOME": str(folder)}
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, env=environment)
    pdf = folder / f"{source.stem}.pdf"
    pdf.write_bytes(_without_moment(pdf.read_bytes()))
    return pdf


def _without_moment(pdf: bytes) -> bytes:
    """The file with a fixed date and fixed fingerprints of the same length: offsets hold, a rebuild is the same."""
    pdf = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20250301080000", pdf)
    return re.sub(rb"(<|/)[0-9A-F]{32}(?=>|\r?\n)", lambda found: found[1] + b"0" * 32, pdf)


def destinations(pdf: Path) -> dict[str, int]:
    """Names of the PDF's destinations and their pages, from 1."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    found = {}
    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, size)
        buffer = ctypes.create_string_buffer(max(size.value, 2))
        place = raw.FPDF_GetNamedDest(document, index, buffer, size)
        name = buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
        found[name] = raw.FPDFDest_GetDestPageIndex(document, place) + 1
    document.close()
    return found
