"""Draws small PDF files for tests, byte by byte, so that every fault can be drawn as real programs draw it.

Places are points from the left and from the top of the page, as in the facts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}
NAMELESS = (
    "/F9 << /Type /Font /Subtype /Type0 /BaseFont /Tanpa /Encoding /Identity-H /DescendantFonts [ << /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /Tanpa /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> ] >>"
)
"""A font that does not say which letters its signs are."""
LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
"""What the trailer of a file says that no empty password opens."""


@dataclass
class Sheet:
    """One page."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    marks: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    """Drawn inside a form XObject, which stands on the page moved by ``form_shift``."""
    form_shift: tuple[float, float] = (0, 0)

    def text(
        self,
        x: float,
        top: float,
        text: str,
        *,
        size: float = 10,
        bold: bool = False,
        angle: float = 0,
        mode: int = 0,
        grey: float = 0,
        font: str = "",
    ) -> Sheet:
        """``top`` is where the base line stands; ``angle`` in degrees against the clock."""
        turn = math.radians(angle)
        cosine, sine = math.cos(turn), math.sin(turn)
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = f"{cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {x:.2f} {self.height - top:.2f}"
        name = font or ("F2" if bold else "F1")
        self.marks.append(f"BT {grey} g {mode} Tr /{name} {size} Tf {matrix} Tm ({escaped}) Tj ET")
        return self

    def rule(self, x0: float, top: float, x1: float, bottom: float, *, width: float = 0.5, dash: str = "") -> Sheet:
        y0, y1 = self.height - top, self.height - bottom
        self.marks.append(f"q {width} w [{dash}] 0 d {x0} {y0:.2f} m {x1} {y1:.2f} l S Q")
        return self

    def fill(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0) -> Sheet:
        self.marks.append(f"{grey} g {x0} {self.height - bottom:.2f} {x1 - x0} {bottom - top:.2f} re f")
        return self

    def table(
        self,
        xs: list[float],
        ys: list[float],
        rows: list[list[str]],
        *,
        size: float = 9,
        sides: bool = True,
        row_rules: bool = True,
    ) -> Sheet:
        """Rules at ``xs`` and ``ys`` and the rows' texts; lines of a text are parted by a line break."""
        for x in xs if sides else xs[1:-1]:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys if row_rules else (ys[0], ys[1], ys[-1]):
            self.rule(xs[0], y, xs[-1], y)
        for top, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    self.text(x + 3, top + 11 + number * 11, line, size=size)
        return self


def save(path: Path, *sheets: Sheet, trailer: str = "") -> Path:
    path.write_bytes(document(*sheets, trailer=trailer))
    return path


def document(*sheets: Sheet, trailer: str = "") -> bytes:
    """The file: catalogue, pages, fonts, then page and content for each sheet."""
    bodies: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    fonts = " ".join(f"/{key} {3 + number} 0 R" for number, key in enumerate(FONTS)) + NAMELESS
    for number, name in enumerate(FONTS.values()):
        bodies[3 + number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    kids = []
    for sheet in sheets:
        page = max(bodies) + 1
        kids.append(f"{page} 0 R")
        content, form = page + 1, page + 2
        marks = list(sheet.marks)
        if sheet.form:
            marks.append(f"q 1 0 0 1 {sheet.form_shift[0]} {sheet.form_shift[1]} cm /X1 Do Q")
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        bodies[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] {crop} /Rotate {sheet.rotate} "
            f"/Resources << /Font << {fonts} >> /XObject << /X1 {form} 0 R >> >> /Contents {content} 0 R >>"
        ).encode()
        bodies[content] = _stream("", marks)
        box = f"/Type /XObject /Subtype /Form /BBox [0 0 {sheet.width} {sheet.height}]"
        bodies[form] = _stream(f"{box} /Resources << /Font << {fonts} >> >>", sheet.form)
    bodies[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(bodies, trailer)


def _stream(entries: str, marks: list[str]) -> bytes:
    data = "\n".join(marks).encode("cp1252")
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(bodies: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(bodies):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    for number in sorted(bodies):
        out += f"{places[number]:010d} 00000 n \n".encode()
    out += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
