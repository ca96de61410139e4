"""Pages of a PDF, written from top to bottom with the PDFium that also reads them: text, pictures, rules.

Helvetica is one of the fonts that every PDF program brings; its letters are those of Latin-1 and a few more.
PDFium knows no threads: a service writes in a process of its own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE, HIGH, MARGIN = 595.0, 842.0, 56.0
INNER = WIDE - 2 * MARGIN
LEADING = 1.35
INK, QUIET = (25, 25, 25), (105, 105, 105)
JPEG_QUALITY = 75

_REPLACED = str.maketrans({"≥": ">=", "≤": "<=", "−": "-", "→": "->", "\u00a0": " ", "›": ">", "‑": "-", "\t": " "})
_FOOT = 28.0


def plain_letters(text: str) -> str:
    """What Helvetica can print; a letter that it lacks stands as ``?``, so that its absence is seen."""
    return text.translate(_REPLACED).encode("cp1252", "replace").decode("cp1252")


class Paper:
    """A document being written. Each call goes on where the one before ended; a full page is followed by a new one."""

    def __init__(self, footer: str) -> None:
        import pypdfium2
        import pypdfium2.raw as pdfium

        # ctypes functions of PDFium, for which no types exist.
        self._raw: Any = pdfium
        self._library: Any = pypdfium2
        self._pdf: Any = pypdfium2.PdfDocument.new()
        self._fonts = {
            bold: pdfium.FPDFText_LoadStandardFont(self._pdf, name)
            for bold, name in ((False, b"Helvetica"), (True, b"Helvetica-Bold"))
        }
        self._widths: dict[tuple[bool, str], float] = {}
        self._footer = footer
        self._page: Any = None
        self._y = 0.0
        self.pages = 0

    def need(self, height: float) -> None:
        """A new page, unless this much still fits on the one at hand."""
        if self._page is None or self._y - height < MARGIN + _FOOT:
            self.turn()

    def turn(self) -> None:
        self._finish()
        self._page = self._pdf.new_page(WIDE, HIGH)
        self.pages += 1
        self._y = HIGH - MARGIN
        self._put(self._footer, MARGIN, MARGIN - 6, 8, bold=False, colour=QUIET)
        number = f"halaman {self.pages}"
        self._put(number, WIDE - MARGIN - self.width(number, 8), MARGIN - 6, 8, bold=False, colour=QUIET)

    def space(self, height: float) -> None:
        self._y -= height

    def text(
        self, text: str, size: float = 10, *, bold: bool = False, colour: tuple[int, int, int] = INK, indent: float = 0
    ) -> None:
        """A paragraph, broken into lines at its blanks."""
        for line in self._lines(text, size, INNER - indent, bold=bold):
            self.need(size * LEADING)
            self._y -= size * LEADING
            self._put(line, MARGIN + indent, self._y, size, bold=bold, colour=colour)

    def pair(self, name: str, text: str, size: float = 9.5, *, at: float = 96) -> None:
        """A name, and beside it what it holds."""
        lines = self._lines(text, size, INNER - at) or [""]
        for index, line in enumerate(lines):
            self.need(size * LEADING)
            self._y -= size * LEADING
            if index == 0:
                self._put(name, MARGIN, self._y, size, bold=False, colour=QUIET)
            self._put(line, MARGIN + at, self._y, size)

    def picture(self, image: Image, most_high: float = 150) -> None:
        """As wide as the text, or smaller where it would be too high."""
        scale = min(INNER / image.width, most_high / image.height)
        wide, high = image.width * scale, image.height * scale
        self.need(high + 6)
        self._y -= high + 6
        written = BytesIO()
        image.convert("RGB").save(written, format="JPEG", quality=JPEG_QUALITY)
        written.seek(0)
        shown = self._library.PdfImage.new(self._pdf)
        shown.load_jpeg(written, inline=True)
        shown.set_matrix(self._library.PdfMatrix().scale(wide, high).translate(MARGIN, self._y))
        self._page.insert_obj(shown)
        self._frame(MARGIN, self._y, wide, high)

    def rule(self) -> None:
        self._y -= 5
        self._frame(MARGIN, self._y, INNER, 0)
        self._y -= 3

    def write(self, path: Path) -> None:
        self._finish()
        self._pdf.save(str(path))
        for font in self._fonts.values():
            self._raw.FPDFFont_Close(font)
        self._pdf.close()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return sum(self._letter(letter, bold) for letter in plain_letters(text)) * size

    def _letter(self, letter: str, bold: bool) -> float:
        """Its width at size 1."""
        key = (bold, letter)
        if key not in self._widths:
            found = ctypes.c_float()
            known = self._raw.FPDFFont_GetGlyphWidth(self._fonts[bold], ord(letter), 100.0, ctypes.byref(found))
            self._widths[key] = found.value / 100 if known else 0.6
        return self._widths[key]

    def _lines(self, text: str, size: float, wide: float, *, bold: bool = False) -> list[str]:
        lines: list[str] = []
        for part in plain_letters(text).split("\n"):
            line = ""
            for word in self._words(part.split(), size, wide, bold):
                longer = f"{line} {word}" if line else word
                if line and self.width(longer, size, bold=bold) > wide:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines if any(lines) else []

    def _words(self, words: Iterable[str], size: float, wide: float, bold: bool) -> Iterable[str]:
        """A word longer than the line (a hash, a locator) is cut into pieces that fit."""
        for word in words:
            while self.width(word, size, bold=bold) > wide:
                fits = max(1, int(len(word) * wide / self.width(word, size, bold=bold)) - 1)
                yield word[:fits]
                word = word[fits:]
            yield word

    def _put(
        self, text: str, x: float, y: float, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK
    ) -> None:
        raw = self._raw
        text = plain_letters(text)
        if not text.strip():
            return
        made = raw.FPDFPageObj_CreateTextObj(self._pdf, self._fonts[bold], size)
        letters = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(letters, len(letters))
        raw.FPDFText_SetText(made, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_SetFillColor(made, *colour, 255)
        raw.FPDFPageObj_Transform(made, 1, 0, 0, 1, x, y)
        raw.FPDFPage_InsertObject(self._page, made)

    def _frame(self, x: float, y: float, wide: float, high: float) -> None:
        raw = self._raw
        made = raw.FPDFPageObj_CreateNewRect(x, y, wide, max(high, 0.1))
        raw.FPDFPageObj_SetStrokeColor(made, 150, 150, 150, 255)
        raw.FPDFPageObj_SetStrokeWidth(made, 0.5)
        raw.FPDFPath_SetDrawMode(made, 0, True)
        raw.FPDFPage_InsertObject(self._page, made)

    def _finish(self) -> None:
        if self._page is not None:
            self._page.gen_content()
            self._page.close()
            self._page = None
