"""The spine of reading Word: parts, walk, then facts with the print around each grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from extractor.facts import Grid, PageContent, Paragraph, Problem
from extractor.settings import ReadLimits
from extractor.word._flow import Entry, GridEntry, TextEntry, print_around
from extractor.word._names import BODY, ID, Element, w
from extractor.word._numbering import Numbering
from extractor.word._package import WordParts, open_parts
from extractor.word._styles import Styles
from extractor.word._walk import Walk


def read_body(path: Path, limits: ReadLimits) -> PageContent:
    """Everything that ``read_word`` promises."""
    parts = open_parts(path, limits)
    styles = Styles(parts.styles)

    def new_walk(notes: Mapping[str, str]) -> Walk:
        return Walk(styles, Numbering(parts.numbering, styles), limits, notes)

    notes = _read_notes(parts, new_walk({}))
    walk = new_walk(notes)
    body = parts.document.find(BODY)
    entries = walk.container(() if body is None else body, "body")
    return PageContent(
        number=None,
        grids=tuple(sorted(_grids(entries), key=lambda grid: grid.index)),
        paragraphs=tuple(_paragraphs(entries) + _note_paragraphs(notes)),
        problems=tuple(walk.problems() + _unread_objects(parts.document)),
        margins=_margins(parts, new_walk),
    )


def _grids(entries: list[Entry]) -> list[Grid]:
    """Grids among the entries and inside their cells."""
    grids: list[Grid] = []
    for entry, above, below in print_around(entries):
        grids.append(_grid(entry, above, below))
        for inside in entry.nested:
            grids.extend(_grids(inside))
    return grids


def _paragraphs(entries: list[Entry]) -> list[Paragraph]:
    return [
        Paragraph(text=entry.text, page=None, box=None, locator=entry.locator, is_heading=entry.heading is not None)
        for entry in entries
        if isinstance(entry, TextEntry) and entry.lines and not entry.hidden
    ]


def _grid(entry: GridEntry, above: tuple[str, ...], below: tuple[str, ...]) -> Grid:
    return Grid(
        cells=tuple(entry.cells),
        n_rows=entry.shape.n_rows,
        n_cols=entry.shape.n_cols,
        page=None,
        index=entry.index,
        above=above,
        below=below,
        header_rows=entry.shape.header_rows,
    )


def _margins(parts: WordParts, new_walk: Callable[[Mapping[str, str]], Walk]) -> tuple[str, ...]:
    """Each text of the headers and footers once."""
    texts: dict[str, None] = {}
    for margin in parts.margins:
        for entry in new_walk({}).container(margin, "margin"):
            texts.update(dict.fromkeys(_texts_of(entry)))
    return tuple(texts)


def _read_notes(parts: WordParts, walk: Walk) -> dict[str, str]:
    """Footnotes and endnotes by name (``fn2``); separators, which have a type, are none."""
    notes: dict[str, str] = {}
    for tree, kind, name in ((parts.footnotes, "fn", "footnote"), (parts.endnotes, "en", "endnote")):
        for note in () if tree is None else tree.iterchildren(w(name)):
            if note.get(w("type"), "normal") == "normal":
                text = " ".join(text for entry in walk.container(note, "") for text in _texts_of(entry))
                if text:
                    notes[kind + note.get(ID, "")] = text
    return notes


def _note_paragraphs(notes: Mapping[str, str]) -> list[Paragraph]:
    return [Paragraph(text=text, page=None, box=None, locator=f"body/{name}") for name, text in notes.items()]


def _texts_of(entry: Entry) -> list[str]:
    if isinstance(entry, TextEntry):
        return [entry.text] if entry.lines else []
    return [line.text for cell in entry.cells for line in cell.lines]


def _unread_objects(document: Element) -> list[Problem]:
    """Embedded sheets show only their picture; other documents pulled in are not in this file's body."""
    sheets = sum(
        str(found.get("ProgID", "")).startswith("Excel.")
        for found in document.iter("{urn:schemas-microsoft-com:office:office}OLEObject")
    )
    chunks = sum(1 for _ in document.iter(w("altChunk")))
    problems = []
    if sheets:
        why = "hanya gambarnya yang tampil di Word; salin sebagai tabel Word atau unggah berkas Excel-nya"
        problems.append(Problem(page=None, what=f"{sheets} lembar Excel tertanam", why=why))
    if chunks:
        why = "dokumen sisipan belum disatukan; buka dan simpan ulang di Word"
        problems.append(Problem(page=None, what=f"{chunks} dokumen sisipan", why=why))
    return problems


def places_in(path: Path, body: Element, limits: ReadLimits) -> dict[str, Element]:
    """The same walk over ``body``, another parse of the same file."""
    parts = open_parts(path, limits)
    styles = Styles(parts.styles)
    walk = Walk(styles, Numbering(parts.numbering, styles), limits, {})
    walk.places = {}
    walk.container(body, "body")
    return walk.places
