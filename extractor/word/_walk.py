"""The walk: every paragraph and table of a container once, in the order they print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractor.facts import Cell, Problem, TextLine
from extractor.settings import ReadLimits
from extractor.word._flow import Entry, GridEntry, TextEntry
from extractor.word._names import DEL, PPR, RPR, TBL, TCPR, VAL, Element, P, w
from extractor.word._numbering import Numbering
from extractor.word._styles import Style, Styles, level_of
from extractor.word._tables import CellShape, TableShape, blocks, is_layout, shape_of
from extractor.word._text import NOTHING, ParagraphText, TextReader

_BLOCKS = frozenset({P, TBL})
_P_STYLE, _OUTLINE, _NUMBERED = w("pStyle"), w("outlineLvl"), w("numPr")
_CHAPTER = re.compile(r"BAB\s+[IVXLC]+\b")
_NO_HEADING = 9
"""Word's outline level for running text."""


@dataclass(slots=True)
class _Level:
    """Where the walk stands inside one container."""

    place: str
    paragraphs: int = 0
    carried: ParagraphText | None = None
    """Text of a paragraph whose end was deleted: it runs on into the next one."""
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class _Properties:
    """What a paragraph says of itself."""

    style: str | None = None
    numbered: Element | None = None
    outline: int | None = None
    end_is_deleted: bool = False


_UNSAID = _Properties()


class Walk:
    """One pass through a document. Lists and fields run on from paragraph to paragraph, so it has memory."""

    def __init__(self, styles: Styles, numbering: Numbering, limits: ReadLimits, notes: Mapping[str, str]) -> None:
        self._limits = limits
        self._notes = notes
        self._styles = styles
        self._numbering = numbering
        self._text = TextReader()
        self._tables = 0
        self._cells = 0
        self._hidden_left_out = 0
        self._problems: list[Problem] = []
        self.places: dict[str, Element] | None = None
        """Locator -> the paragraph or cell that it names; kept only for whoever writes into the file."""

    def container(self, element: Element, place: str, inserted: bool = False) -> list[Entry]:
        """All entries of a body, a cell, a text box or a note."""
        level = _Level(place)
        for child in element:
            tag = child.tag
            if tag == P:
                self._paragraph(child, level, inserted, False)
            elif tag == TBL:
                self._table(child, level, inserted)
            elif tag != TCPR:
                self._wrapped(child, level, inserted)
        if level.carried is not None:
            level.entries.append(TextEntry(level.carried.lines, f"{place}/p{level.paragraphs}"))
        return level.entries

    def _wrapped(self, wrapper: Element, level: _Level, inserted: bool) -> None:
        """Paragraphs and tables inside a content control, an insertion or the like."""
        for block, is_inserted, is_prompt in blocks((wrapper,), _BLOCKS, inserted):
            if block.tag == P:
                self._paragraph(block, level, is_inserted, is_prompt)
            else:
                self._table(block, level, is_inserted)

    def problems(self) -> list[Problem]:
        """What was left out, told when the walk is over."""
        if not self._hidden_left_out:
            return self._problems
        what = f"teks tersembunyi di {self._hidden_left_out} paragraf"
        why = "tidak tercetak, jadi tidak dibaca; tampilkan di Word bila seharusnya terlihat"
        return [*self._problems, Problem(page=None, what=what, why=why)]

    def _paragraph(self, element: Element, level: _Level, inserted: bool, prompt: bool) -> None:
        level.paragraphs += 1
        own = _properties(element)
        style = self._styles.of(own.style)
        text = NOTHING if prompt else self._text.read(element, style, inserted)
        if level.carried is not None:
            text, level.carried = _joined(level.carried, text), None
        if own.end_is_deleted:
            level.carried = text
            return
        numbered = own.numbered is not None or style.num_id is not None
        label = self._numbering.label(own.numbered, style) if numbered else ""
        locator = f"{level.place}/p{level.paragraphs}"
        if self.places is not None:
            self.places[locator] = element
        entry = TextEntry(_labelled(label, text.lines, style), locator, _heading(own, style, text), text.hidden)
        level.entries.append(entry)
        if text is NOTHING:
            return
        self._hidden_left_out += text.left_out
        entry.notes = tuple(self._notes[note] for note in text.notes if note in self._notes)
        for number, box in enumerate(text.boxes, 1):
            level.entries.extend(self.container(box, f"{locator}/box{number}", inserted))

    def _table(self, element: Element, level: _Level, inserted: bool) -> None:
        if self._cells >= self._limits.max_cells:
            return
        self._tables += 1
        index = self._tables
        locator = f"{level.place}/tbl{index}"
        shape = shape_of(element, self._limits.max_columns)
        self._cells += len(shape.cells)
        self._report(shape, locator)
        if is_layout(shape):
            for cell in shape.cells:
                level.entries.extend(self._inside(cell, _cell_locator(locator, cell), inserted))
            return
        grid = GridEntry(index, shape, [], [])
        for cell in shape.cells:
            place = _cell_locator(locator, cell)
            if self.places is not None:
                self.places[place] = cell.element
            lines = self._plain_lines(cell, inserted or cell.inserted)
            if lines is not None:
                grid.cells.append(_cell_of_lines(cell, place, lines))
                continue
            entries = self._inside(cell, place, inserted)
            grid.cells.append(_cell_fact(cell, place, entries))
            if any(isinstance(entry, GridEntry) for entry in entries):
                grid.nested.append(entries)
        if grid.cells:
            level.entries.append(grid)

    def _plain_lines(self, cell: CellShape, inserted: bool) -> tuple[TextLine, ...] | None:
        """The short cut for a cell of one plain paragraph; ``None`` where there is more to it."""
        element = cell.element
        paragraph = element[-1] if 0 < len(element) < 3 and not cell.emptied else None
        if self.places is not None:  # whoever asks for places wants the paragraphs' too
            return None
        if paragraph is None or paragraph.tag != P or (len(element) == 2 and element[0].tag != TCPR):
            return None
        own = _properties(paragraph)
        style = self._styles.of(own.style)
        if own.numbered is not None or own.end_is_deleted or style.num_id is not None:
            return None
        text = self._text.read_plain(paragraph, style, inserted)
        return None if text is None else text.lines

    def _inside(self, cell: CellShape, locator: str, inserted: bool) -> list[Entry]:
        return self.container(() if cell.emptied else cell.element, locator, inserted or cell.inserted)

    def _report(self, shape: TableShape, locator: str) -> None:
        if shape.cut_columns:
            why = f"lebih dari {self._limits.max_columns} kolom; kolom selebihnya tidak dibaca"
            self._problems.append(Problem(page=None, what=f"tabel {locator}", why=why))
        if self._cells >= self._limits.max_cells:
            why = f"lebih dari {self._limits.max_cells} sel; tabel sesudahnya tidak dibaca. Pecah berkasnya"
            self._problems.append(Problem(page=None, what=f"tabel {locator}", why=why))


def _cell_locator(table: str, cell: CellShape) -> str:
    return f"{table}/r{cell.row + 1}/c{cell.col + 1}"


def _cell_of_lines(shape: CellShape, locator: str, lines: tuple[TextLine, ...]) -> Cell:
    return Cell(
        row=shape.row,
        col=shape.col,
        row_span=shape.row_span,
        col_span=shape.col_span,
        lines=lines,
        locator=locator,
        sideways=shape.sideways,
        hidden=shape.hidden,
    )


def _cell_fact(shape: CellShape, locator: str, entries: list[Entry]) -> Cell:
    """A cell with all its paragraphs; hidden text shows only where there is no other, and marked."""
    texts = [entry for entry in entries if isinstance(entry, TextEntry) and entry.lines]
    shown = [entry for entry in texts if not entry.hidden] or texts
    cell = _cell_of_lines(shape, locator, tuple(line for entry in shown for line in entry.lines))
    hidden = shape.hidden or any(entry.hidden for entry in shown)
    return replace(cell, hidden=hidden, notes=tuple(note for entry in texts for note in entry.notes))


def _properties(paragraph: Element) -> _Properties:
    """Read ``w:pPr``, which comes first where there is one."""
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag != PPR:
        return _UNSAID
    own = _Properties()
    for child in first:
        tag = child.tag
        if tag == _P_STYLE:
            own.style = child.get(VAL)
        elif tag == _NUMBERED:
            own.numbered = child
        elif tag == _OUTLINE:
            own.outline = level_of(child)
        elif tag == RPR:
            own.end_is_deleted = child.find(DEL) is not None
    return own


def _heading(own: _Properties, style: Style, text: ParagraphText) -> int | None:
    """The outline level: the paragraph's own, else its style's; a chapter line is one even without style."""
    if own.outline is not None:
        return own.outline if own.outline < _NO_HEADING else None
    if style.heading is not None:
        return style.heading
    first = text.lines[0].text if text.lines else ""
    return 0 if first.startswith("BAB") and _CHAPTER.match(first) and len(first) < 100 else None


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
