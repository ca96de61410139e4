"""The evidence as one PDF: a front page, a block for each value with the picture of its cell, the source files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.facts import Box, Problem
from store.prefill.evidence import Evidence, Exhibit, step_sentence
from store.prefill.paper import QUIET, Paper
from store.prefill.printed import day, long_day
from store.prefill.writing import whole_file

if TYPE_CHECKING:
    from PIL.Image import Image

    from store.connection import Store

SCALE = 2.0
"""Pixels a point of the page pictures."""
ABOVE, BELOW = 46.0, 22.0
"""Points of the page shown around the cell: its row, and where possible the head above."""
SHOWN_FILLS = 6
MOST_PICTURES = 12
HIGHLIGHT = (214, 90, 0)

DrawPage = Callable[[int, int], "Image"]
"""(document, page) -> the page's picture, ``SCALE`` pixels a point."""


def write_evidence(evidence: Evidence, path: Path, draw: DrawPage) -> tuple[Problem, ...]:
    """Writes the pack; gives the pages that could not be drawn. Their values stand in it with their words alone."""
    paper = Paper(f"{evidence.title} - {evidence.region_name}")
    _front(paper, evidence)
    problems: list[Problem] = []
    drawn: dict[tuple[int | None, int | None], Image | None] = {}
    for number, exhibit in enumerate(evidence.exhibits, 1):
        here = (exhibit.document_id, exhibit.page)
        if here not in drawn:
            # Values of a form lie on few pages that take turns; a page's picture has 6 MB.
            while len(drawn) >= MOST_PICTURES:
                del drawn[next(iter(drawn))]
            drawn[here] = _drawn(exhibit, draw, problems)
        picture = drawn[here]
        _block(paper, number, exhibit, None if picture is None else cell_picture(picture, exhibit.box))
    _files(paper, evidence)
    with whole_file(path) as temporary:
        paper.write(temporary)
    return tuple(problems)


def _drawn(exhibit: Exhibit, draw: DrawPage, problems: list[Problem]) -> Image | None:
    from extractor.errors import WarisanError

    if exhibit.document_id is None or exhibit.page is None or exhibit.box is None:
        return None
    try:
        return draw(exhibit.document_id, exhibit.page)
    except WarisanError as fault:
        problems.append(Problem(page=exhibit.page, what=f"Gambar {exhibit.source}", why=fault.sentence("id")))
        return None


def cell_picture(page: Image, box: Box | None) -> Image | None:
    """The strip of the page around the cell, over its whole width, the cell framed."""
    from PIL import ImageDraw

    if box is None:
        return None
    x0, top, x1, bottom = (edge * SCALE for edge in box)
    upper, lower = max(0.0, top - ABOVE * SCALE), min(float(page.height), bottom + BELOW * SCALE)
    if lower - upper < 1:
        return None
    strip = page.crop((0, round(upper), page.width, round(lower))).convert("RGB")
    frame = (x0 - 3, top - upper - 3, x1 + 3, bottom - upper + 3)
    ImageDraw.Draw(strip).rectangle(frame, outline=HIGHLIGHT, width=3)
    return strip


def _front(paper: Paper, evidence: Evidence) -> None:
    paper.turn()
    paper.space(60)
    paper.text(f"PEMERINTAH {evidence.region_name.upper()}", 14, bold=True)
    paper.space(18)
    paper.text(evidence.title, 19, bold=True)
    paper.space(18)
    paper.pair("Dibuat", f"{long_day(evidence.made_at)} oleh {evidence.made_by}")
    paper.pair("Isi", f"{len(evidence.exhibits)} nilai terkonfirmasi dari {len(evidence.files)} dokumen sumber")
    paper.pair("Rantai", f"{evidence.chain_length} keputusan; hash terakhir {evidence.chain_head or '-'}")
    paper.space(16)
    paper.text(
        "Setiap nilai ditunjukkan dengan potongan halaman tempat angka itu tercetak (sel berbingkai jingga), siapa "
        "yang mengonfirmasi dan kapan, serta riwayatnya. Daftar berkas sumber dan sidik SHA-256-nya ada di akhir. "
        "Hash rantai dapat dicocokkan dengan perintah: warisan verify.",
        10,
    )


def _block(paper: Paper, number: int, exhibit: Exhibit, strip: Image | None) -> None:
    paper.need(180 if strip is not None else 110)
    paper.rule()
    paper.text(f"{number}. {exhibit.name}", 11, bold=True)
    paper.text(f"{exhibit.code} · nilai nomor {exhibit.value_id}", 8, colour=QUIET)
    paper.pair(exhibit.what.capitalize(), exhibit.text)
    paper.pair("Dikonfirmasi", f"{day(exhibit.confirmed_at)} oleh {exhibit.confirmed_by}")
    paper.pair("Sumber", exhibit.source + (f" ({exhibit.locator})" if exhibit.locator else ""))
    if exhibit.printed:
        paper.pair("Tercetak", f"«{exhibit.printed}» pada «{exhibit.printed_name}»")
    if strip is not None:
        paper.picture(strip)
        paper.space(3)
    if len(exhibit.history) > 1:
        for index, step in enumerate(exhibit.history):
            paper.pair("" if index else "Riwayat", step_sentence(step))
    elif exhibit.history and exhibit.history[0].reason:
        paper.pair("Alasan", exhibit.history[0].reason)
    _fills(paper, exhibit)
    paper.space(6)


def _fills(paper: Paper, exhibit: Exhibit) -> None:
    if exhibit.fills:
        rest = len(exhibit.fills) - SHOWN_FILLS
        more = f"; dan {rest} sel lagi" if rest > 0 else ""
        paper.pair("Mengisi", "; ".join(exhibit.fills[:SHOWN_FILLS]) + more)


def _files(paper: Paper, evidence: Evidence) -> None:
    if not evidence.files:
        return
    paper.turn()
    paper.text("Dokumen sumber", 14, bold=True)
    paper.space(6)
    for one in evidence.files:
        paper.need(60)
        paper.rule()
        paper.text(f"{one.id}. {one.name}", 10, bold=True)
        paper.pair("Diunggah", f"{day(one.uploaded_at)} oleh {one.uploaded_by}")
        paper.pair("SHA-256", one.sha256)


def draw_from_store(store: Store) -> DrawPage:
    """Draws pages of the stored files in this process."""
    from extractor.pdf import render_page
    from store.documents import document_file

    def draw(document_id: int, page: int) -> Image:
        with document_file(store, document_id) as path:
            return render_page(path, page, scale=SCALE)

    return draw
