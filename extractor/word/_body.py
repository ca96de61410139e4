"""The walk over a Word body: paragraphs and grids, each once, in the order they print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.facts import Cell, Grid, PageContent, Paragraph, Problem, TextLine
from extractor.settings import ReadLimits
from extractor.word._flow import CellEntry, Entry, GridEntry, TextEntry, print_above, print_below
from extractor.word._names import BODY, DEL, ID, PPR, RPR, TBL, VAL, Element, P, w
from extractor.word._numbering import Numbering
from extractor.word._package import WordParts, open_parts
from extractor.word._styles import Style, Styles, level_of
from extractor.word._tables import CellShape, TableShape, blocks, is_layout, shape_of
from extractor.word._text import ParagraphText, TextReader

_BLOCKS = frozenset({P, TBL})
_P_STYLE, _OUTLINE = w("pStyle"), w("outlineLvl")
_CHAPTER = re.compile(r"BAB\s+[IVXLC]+\b")


def read_body(path: Path, limits: ReadLimits) -> PageContent:
    """Everything that ``read_word`` promises."""
    parts = open_parts(path, limits)
    notes = _read_notes(parts, limits)
    walk = _Walk(parts, limits, notes)
    body = parts.document.find(BODY)
    entries = walk.container(body if body is not None else (), "body")
    walk.problems.extend(_unread_objects(parts.document))
    grids = walk.grids_in(entries)
    return PageContent(
        number=None,
        grids=tuple(sorted(grids, key=lambda grid: grid.index)),
        paragraphs=tuple(_paragraphs(entries)) + tuple(_note_paragraphs(notes)),
        problems=walk.told_problems(),
        margins=_margins(parts, limits),
    )


@dataclass(slots=True)
class _Level:
    """Where the walk stands inside one container."""

    place: str
    paragraphs: int = 0
    carried: ParagraphText | None = None
    """Text of a paragraph whose end was deleted: it runs on into the next one."""
    entries: list[Entry] = field(default_factory=list)


class _Walk:
    """One pass through a document. Lists and fields run on from paragraph to paragraph, so it has memory."""

    def __init__(self, parts: WordParts, limits: ReadLimits, notes: Mapping[str, str]) -> None:
        self._limits = limits
        self._notes = notes
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._text = TextReader()
        self._tables = 0
        self._cells = 0
        self._hidden_left_out = 0
        self.problems: list[Problem] = []

    def container(self, element: Element, place: str, inserted: bool = False) -> list[Entry]:
        """All entries of a body, a cell, a text box or a note."""
        level = _Level(place)
        for block in blocks(element, _BLOCKS, inserted):
            if block.element.tag == P:
                self._paragraph(block.element, level, block.inserted, block.placeholder)
            elif self._cells < self._limits.max_cells:
                self._table(block.element, level, block.inserted)
        if level.carried is not None:
            level.entries.append(TextEntry(lines=level.carried.lines, locator=f"{place}/p{level.paragraphs}"))
        return level.entries

    def _paragraph(self, element: Element, level: _Level, inserted: bool, placeholder: bool) -> None:
        level.paragraphs += 1
        locator = f"{level.place}/p{level.paragraphs}"
        properties = element.find(PPR)
        style = self._styles.of(_style_of(properties))
        text = ParagraphText() if placeholder else self._text.read(element, style, inserted)
        self._hidden_left_out += text.left_out
        if level.carried is not None:
            text, level.carried = _joined(level.carried, text), None
        if _end_is_deleted(properties):
            level.carried = text
            return
        label = self._numbering.label(properties, style)
        level.entries.append(
            TextEntry(
                lines=_labelled(label, text.lines, style),
                locator=locator,
                heading=_heading(properties, style, text),
                hidden=text.hidden,
                notes=tuple(self._notes[note] for note in text.notes if note in self._notes),
            )
        )
        for number, box in enumerate(text.boxes, 1):
            level.entries.extend(self.container(box, f"{locator}/box{number}", inserted))

    def _table(self, element: Element, level: _Level, inserted: bool) -> None:
        self._tables += 1
        index = self._tables
        locator = f"{level.place}/tbl{index}"
        shape = shape_of(element, self._limits.max_columns)
        self._cells += len(shape.cells)
        self._report(shape, locator)
        cells = [self._cell(cell, locator, inserted) for cell in shape.cells]
        if is_layout(shape):
            for cell in cells:
                level.entries.extend(cell.entries)
        elif cells:
            level.entries.append(GridEntry(index=index, shape=shape, cells=tuple(cells)))

    def _cell(self, shape: CellShape, table: str, inserted: bool) -> CellEntry:
        locator = f"{table}/r{shape.row + 1}/c{shape.col + 1}"
        content = () if shape.emptied else shape.element
        return CellEntry(
            shape=shape, locator=locator, entries=tuple(self.container(content, locator, inserted or shape.inserted))
        )

    def _report(self, shape: TableShape, locator: str) -> None:
        if shape.cut_columns:
            why = f"lebih dari {self._limits.max_columns} kolom; kolom selebihnya tidak dibaca"
            self.problems.append(Problem(page=None, what=f"tabel {locator}", why=why))
        if self._cells >= self._limits.max_cells:
            why = f"lebih dari {self._limits.max_cells} sel; tabel sesudahnya tidak dibaca. Pecah berkasnya"
            self.problems.append(Problem(page=None, what=f"tabel {locator}", why=why))

    def grids_in(self, entries: list[Entry] | tuple[Entry, ...]) -> list[Grid]:
        """Grids among the entries and inside their cells, with the print around each."""
        grids: list[Grid] = []
        for at, entry in enumerate(entries):
            if isinstance(entry, GridEntry):
                above, below = print_above(entries, at), print_below(entries, at)
                grids.append(_grid(entry, above, below))
                for cell in entry.cells:
                    grids.extend(self.grids_in(cell.entries))
        return grids

    def told_problems(self) -> tuple[Problem, ...]:
        if self._hidden_left_out:
            what = f"teks tersembunyi di {self._hidden_left_out} paragraf"
            why = "tidak tercetak, jadi tidak dibaca; tampilkan di Word bila seharusnya terlihat"
            self.problems.append(Problem(page=None, what=what, why=why))
        return tuple(self.problems)


def _read_notes(parts: WordParts, limits: ReadLimits) -> dict[str, str]:
    """Footnotes and endnotes by name (``fn2``); separators, which have a type, are none."""
    walk = _Walk(parts, limits, {})
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


def _style_of(properties: Element | None) -> str | None:
    found = None if properties is None else properties.find(_P_STYLE)
    return None if found is None else found.get(VAL)


def _end_is_deleted(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(RPR)
    return mark is not None and mark.find(DEL) is not None


def _heading(properties: Element | None, style: Style, text: ParagraphText) -> int | None:
    """The outline level: the paragraph's own, else its style's; a chapter line is one even without style."""
    own = level_of(None if properties is None else properties.find(_OUTLINE))
    if own is not None:
        return own if own < 9 else None
    if style.heading is not None:
        return style.heading
    return 0 if text.lines and _CHAPTER.match(text.lines[0].text) and len(text.lines[0].text) < 100 else None


def _labelled(label: str, lines: tuple[TextLine, ...], style: Style) -> tuple[TextLine, ...]:
    if not label:
        return lines
    if not lines:
        return (TextLine(text=label, size=style.size, bold=bool(style.bold)),)
    return (replace(lines[0], text=f"{label} {lines[0].text}"), *lines[1:])


def _joined(first: ParagraphText, second: ParagraphText) -> ParagraphText:
    """Two paragraphs whose border was deleted are one."""
    if first.lines and second.lines:
        last, start = first.lines[-1], second.lines[0]
        seam = replace(last, text=f"{last.text} {start.text}", inserted=last.inserted or start.inserted)
        lines = (*first.lines[:-1], seam, *second.lines[1:])
    else:
        lines = first.lines + second.lines
    return replace(second, lines=lines, notes=first.notes + second.notes, boxes=first.boxes + second.boxes)


def _paragraphs(entries: list[Entry]) -> list[Paragraph]:
    return [
        Paragraph(text=entry.text, page=None, box=None, locator=entry.locator, is_heading=entry.heading is not None)
        for entry in entries
        if isinstance(entry, TextEntry) and entry.lines and not entry.hidden
    ]


def _grid(entry: GridEntry, above: tuple[str, ...], below: tuple[str, ...]) -> Grid:
    return Grid(
        cells=tuple(_cell_fact(cell) for cell in entry.cells),
        n_rows=entry.shape.n_rows,
        n_cols=entry.shape.n_cols,
        page=None,
        index=entry.index,
        above=above,
        below=below,
        header_rows=entry.shape.header_rows,
    )


def _cell_fact(cell: CellEntry) -> Cell:
    shape = cell.shape
    texts = [entry for entry in cell.entries if isinstance(entry, TextEntry) and entry.lines]
    visible = [entry for entry in texts if not entry.hidden]
    return Cell(
        row=shape.row,
        col=shape.col,
        row_span=shape.row_span,
        col_span=shape.col_span,
        lines=tuple(line for entry in (visible or texts) for line in entry.lines),
        locator=cell.locator,
        sideways=shape.sideways,
        hidden=shape.hidden or (bool(texts) and not visible),
        notes=tuple(note for entry in texts for note in entry.notes),
    )


def _margins(parts: WordParts, limits: ReadLimits) -> tuple[str, ...]:
    """Each text of the headers and footers once."""
    walk = _Walk(parts, limits, {})
    texts: dict[str, None] = {}
    for margin in parts.margins:
        for entry in walk.container(margin, "margin"):
            for text in _texts_of(entry):
                texts.setdefault(text)
    return tuple(texts)


def _texts_of(entry: Entry) -> list[str]:
    if isinstance(entry, TextEntry):
        return [entry.text] if entry.lines else []
    return [text for cell in entry.cells for inner in cell.entries for text in _texts_of(inner)]


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
