"""Where a proposal stands in its file: the page picture with boxes, or the table or text of a Word or Excel file."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.pictures import Picture
from api.web.service import Service
from api.web.tables import ShownTable, ShownText, read_flowing
from api.web.word_pictures import find_printed, is_word
from extractor.confined import confined
from extractor.facts import Box, Cell, Grid, PageContent
from store import Document, Proposal, ProposalFilter, document_file, list_proposals

CROP_ABOVE = 14.0
"""Points of the page shown above and below the cell in the cut-out."""
CROP_RATIO = 5.2
"""Width to height of the cut-out on screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One of picture, table and text is set."""

    picture: str | None = None
    """Address of the page picture."""
    page: int | None = None
    box: Box | None = None
    """Of the cell on that page."""
    width: float = 0.0
    height: float = 0.0
    crop: str = ""
    """viewBox of the cut-out around the cell."""
    others: tuple[Proposal, ...] = ()
    """Proposals at other places of the same page."""
    table: ShownTable | None = None
    text: ShownText | None = None


def spot_of(service: Service, document: Document, proposal: Proposal | None) -> Spot | None:
    """``None`` where the place cannot be shown."""
    if proposal is None:
        return None
    if proposal.page is not None:
        return _on_page(service, document, proposal, proposal.page)

    def read() -> tuple[PageContent, ...]:
        with document_file(service.store, document.id) as path:
            return confined(read_flowing, path, name=document.file_name, limits=service.store.limits)

    printed = _on_print(service, document, service.flowing.cell(document.sha256, proposal.locator, read))
    if printed is not None:
        return printed
    found = service.flowing.spot(document.sha256, proposal.locator, read)
    if found is None:
        return None
    return Spot(table=found) if isinstance(found, ShownTable) else Spot(text=found)


def _on_print(service: Service, document: Document, marked: tuple[Grid, Cell] | None) -> Spot | None:
    """A Word table's cell on its printed page, as soon as that is there."""
    printed = service.painter.prints.now(document) if marked is not None and is_word(document) else None
    place = find_printed(*marked, printed.pages) if marked is not None and printed is not None else None
    if place is None:
        return None
    drawn = service.painter.picture(document, place.page)
    return Spot(
        picture=picture_address(document, place.page),
        page=place.page,
        box=place.box,
        width=drawn.width,
        height=drawn.height,
        crop=_crop(place.box, drawn),
    )


def picture_address(document: Document, page: int) -> str:
    """The bytes are part of the address: a picture may be kept for ever."""
    return f"/documents/{document.id}/pages/{page}.webp?of={document.sha256[:12]}"


def picture_pattern(document: Document) -> str:
    """The same with {page} left open: the desk fetches the next page's picture before it is asked for."""
    return picture_address(document, 0).replace("/pages/0.webp", "/pages/{page}.webp")


def _on_page(service: Service, document: Document, proposal: Proposal, page: int) -> Spot:
    drawn = service.painter.picture(document, page)
    beside = list_proposals(service.store, ProposalFilter(document_id=document.id, page=page))
    return Spot(
        picture=picture_address(document, page),
        page=page,
        box=proposal.box,
        width=drawn.width,
        height=drawn.height,
        crop=_crop(proposal.box, drawn) if proposal.box else "",
        others=tuple(other for other in beside if other.id != proposal.id and other.box is not None),
    )


def _crop(box: Box, page: Picture) -> str:
    """A strip around the cell, wide enough to see its row."""
    x0, top, x1, bottom = box
    height = min(page.height, max(bottom - top + 2 * CROP_ABOVE, 46.0))
    width = min(page.width, max(height * CROP_RATIO, x1 - x0 + 20))
    left = min(max(0.0, (x0 + x1) / 2 - width / 2), page.width - width)
    upper = min(max(0.0, (top + bottom) / 2 - height / 2), page.height - height)
    return f"{left:.1f} {upper:.1f} {width:.1f} {height:.1f}"
