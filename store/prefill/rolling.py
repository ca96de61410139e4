"""Last year's own Word report becomes this year's draft: years move on, known values stand in, the rest is marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import NothingToRoll, RollsBackward, WrongType
from extractor.facts import Kind, Reading, ReportReadings, Source
from store.prefill.marks import Manifest, Mark, put_into_word
from store.prefill.redating import CAPTION, LISTED, PICTURE, PLAN_ENDS, YEAR, dated_spans
from store.prefill.rolled import Action, Change, RollForwardReport
from store.prefill.rolling_cells import Refill, Roller, Spot, number_span, spot_of, years_that_move
from store.prefill.rolling_codes import subjects_of
from store.prefill.word_edit import (
    TBL,
    P,
    Print,
    comment_on,
    comment_on_paragraph,
    last_control_number,
    put_in_control,
    run_of_its_own,
    shade,
    top_blocks,
    write_into_empty,
)
from store.prefill.word_table import NEEDED_SHADE, SUGGESTED_SHADE
from store.prefill.writing import whole_file
from store.word_xml import clean

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STALE_SHADE = "FBE0C4"
AUTHOR = "Warisan"
MOST_WORDS_ON_COVER = 12

_NUMERIC = re.compile(r"^[\s(]*(?:Rp\.?\s*)?[-+]?\d[\d.,]*\s*(?:%|persen|poin)?[\s)*]*$", re.I)
_VERDICT = re.compile(
    r"^(?:sangat (?:baik|tinggi|rendah|kurang|memuaskan)|baik|cukup|kurang|tinggi|sedang|rendah|tercapai"
    r"|tidak tercapai|belum tercapai|melampaui(?: target)?|memuaskan|naik|turun|tetap|efisien|tidak efisien)\W*$",
    re.I,
)


def roll_forward(
    session: Session, old_docx: Path, year: int, region: str, out: Path, *, old_year: int | None = None
) -> RollForwardReport:
    """Writes ``out``: the report in ``old_docx`` re-dated to ``year``. ``old_year``: what it reports on, if unsaid."""
    from store.regions import find_region

    government = find_region(session, region)
    read = _read(old_docx)
    old = old_year or read.identity.year
    if old is None or year <= old:
        raise RollsBackward(name=old_docx.name, old=old or "?", year=year)
    subjects, known, names, served = subjects_of(session, old_docx, read.readings, government.code, year)
    roller = Roller(read.readings, subjects, known, names, served=served, old_year=old, year=year)
    draft = _Draft(old_docx, read, roller, old, year)
    draft.roll_tables()
    draft.comment_sentences()
    draft.redate_headings()
    manifest = Manifest(report=read.identity.report or "", region=government.code, year=year, marks=tuple(draft.marks))
    put_into_word(draft.document, manifest)
    with whole_file(out) as temporary:
        draft.document.save(str(temporary))
    return RollForwardReport(
        file_name=old_docx.name,
        report=read.identity.report,
        region=government.code,
        old_year=old,
        year=year,
        changes=tuple(draft.changes),
        problems=(*draft.problems, *roller.problems()),
    )


def _read(path: Path) -> ReportReadings:
    from extractor.reading import read_report
    from extractor.sniff import FileKind, sniff

    kind = sniff(path)
    if kind is not FileKind.WORD:
        raise WrongType(name=path.name, found=kind.value)
    read = read_report(path)
    if not any(reading.source is Source.TABLE for reading in read.readings):
        raise NothingToRoll(name=path.name)
    return read


class _Draft:
    """The open document and what has been done to it."""

    def __init__(self, path: Path, read: ReportReadings, roller: Roller, old_year: int, year: int) -> None:
        import docx

        from extractor.word import places_in

        self.document = docx.Document(str(path))
        self._body: Any = self.document.element.body
        self._places = places_in(path, self._body)
        self._path, self._read, self._roller = path, read, roller
        self._old, self._delta = old_year, year - old_year
        self._control = last_control_number(self._body)
        self._moved_years: dict[str, frozenset[int]] = {}
        """Table -> the years that moved; tables that stayed are missing."""
        self.changes: list[Change] = []
        self.marks: list[Mark] = []
        self.problems = [f"{problem.what}: {problem.why}" for problem in read.problems]

    # Tables

    def roll_tables(self) -> None:
        by_table: dict[str, list[tuple[int, Reading, Spot]]] = defaultdict(list)
        for number, reading in enumerate(self._read.readings):
            spot = spot_of(reading)
            if reading.source is Source.TABLE and spot is not None:
                by_table[spot.table].append((number, reading, spot))
        for table, found in by_table.items():
            moving, reason = years_that_move((reading for _, reading, _ in found), self._old)
            refills = [self._decide(*one, moving, reason) for one in found]
            by_cell: dict[str, list[Refill]] = defaultdict(list)
            for refill in refills:
                by_cell[refill.spot.cell].append(refill)
            for cell, inside in by_cell.items():
                self._refill(cell, inside)
            if any(refill.action is not Action.LEFT for refill in refills):
                self._moved_years[table] = moving
                self._around(table, by_cell, moving)

    def _decide(self, number: int, reading: Reading, spot: Spot, moving: frozenset[int], reason: str) -> Refill:
        if reading.kind is Kind.BASELINE:
            return Refill(reading=reading, spot=spot, action=Action.LEFT, why="Kondisi awal rencana: tidak digeser")
        if reading.year is not None and reading.year not in moving:
            return Refill(reading=reading, spot=spot, action=Action.LEFT, why=reason)
        return self._roller.refill(number, reading, spot)

    def _refill(self, cell: str, refills: Sequence[Refill]) -> None:
        """All readings of one cell, from its end to its start, so that places stay true."""
        element = self._places[cell]
        text = Print(element)
        taken: list[tuple[int, int]] = []
        located: list[tuple[int, int, Refill]] = []
        for refill in refills:
            span = _span(text, refill, taken, alone=len(refills) == 1)
            if refill.action in {Action.LEFT, Action.DOUBTFUL} or span is None:
                why = refill.why if span is not None or refill.action is Action.LEFT else "Letak angkanya tidak pasti"
                action = refill.action if span is not None or refill.action is Action.LEFT else Action.DOUBTFUL
                if action is Action.DOUBTFUL:
                    shade(element, STALE_SHADE)
                self._note(refill, action, refill.reading.raw, why)
                continue
            taken.append(span)
            located.append((*span, refill))
        for start, end, refill in sorted(located, key=lambda one: -one[0]):
            before = text.text[start:end]
            node = text.replace(start, end, refill.text) if end > start else write_into_empty(element, refill.text)
            if node is None:
                continue
            self._mark(element, node, refill)
            self._note(refill, refill.action, before, refill.why)

    def _mark(self, cell: Any, node: Any, refill: Refill) -> None:  # noqa: ANN401 (lxml elements)
        if refill.action is Action.EMPTIED:
            shade(cell, SUGGESTED_SHADE if refill.comment else NEEDED_SHADE)
        run = run_of_its_own(node, refill.text)
        if run is None:
            return
        marked = run
        if refill.tag is not None:
            self._control += 1
            title = f"{refill.reading.kind.value} {refill.year}"
            marked = put_in_control(run, refill.tag, title, self._control)
            self.marks.append(_mark_of(refill, title))
        if refill.comment:
            comment_on(marked, marked, self._comment(refill.comment))

    def _comment(self, text: str) -> int:
        return int(self.document.comments.add_comment(clean(text), AUTHOR, "W").comment_id)

    def _note(self, refill: Refill, action: Action, before: str, why: str) -> None:
        changed = action not in {Action.LEFT, Action.DOUBTFUL}
        self.changes.append(
            Change(
                place=refill.reading.place.locator,
                action=action,
                before=before,
                after=refill.text if changed else before,
                why=why,
                indicator=refill.reading.indicator,
                code=refill.code,
                kind=refill.reading.kind.value,
                old_year=refill.reading.year,
                year=refill.year if changed else refill.reading.year,
            )
        )

    def _around(self, table: str, by_cell: Mapping[str, Sequence[Refill]], moving: frozenset[int]) -> None:
        """Column heads move on; numbers and verdicts that nobody recognised are marked, not changed."""
        spots = [refill.spot for refills in by_cell.values() for refill in refills]
        rows = {spot.row for spot in spots}
        first_column = min(_column(spot.cell) for spot in spots)
        prefix = re.compile(re.escape(table) + r"/r(\d+)/c(\d+)$")
        for locator, element in self._places.items():
            found = prefix.match(locator)
            if found is None or locator in by_cell:
                continue
            text = Print(element).text.strip()
            row, column = int(found[1]), int(found[2])
            is_year = YEAR.fullmatch(text) is not None
            is_numeric = _NUMERIC.match(text) is not None and not is_year
            if row >= min(rows) and column > first_column and (is_numeric or _VERDICT.match(text)):
                shade(element, STALE_SHADE)
                why = "Angka atau penilaian tahun lalu yang tidak dikenali sebagai nilai indikator; perbarui sendiri"
                self.changes.append(Change(place=locator, action=Action.STALE, before=text, after=text, why=why))
            elif (row not in rows or is_year) and not PLAN_ENDS.search(text):
                self._redate(element, locator, moving)

    # Text

    def _redate(self, element: Any, locator: str, years: frozenset[int]) -> None:  # noqa: ANN401 (lxml element)
        text = Print(element)
        moved = {year: year + self._delta for year in years if year <= self._old + 1}
        spans = list(dated_spans(text.text, moved, self._old))
        if not spans:
            return
        for start, end, new in reversed(spans):
            text.replace(start, end, new)
        after = Print(element).text.strip()
        why = "Tahun pada judul, keterangan tabel, atau kepala kolom"
        self.changes.append(
            Change(place=locator, action=Action.REDATED, before=text.text.strip(), after=after, why=why)
        )

    def redate_headings(self) -> None:
        """Headings, captions of tables that moved, the cover, lines of the contents, page headers and footers."""
        names = {element: locator for locator, element in self._places.items()}
        table_of = {
            next(element.iterancestors(TBL)): locator.partition("/r")[0]
            for locator, element in self._places.items()
            if re.fullmatch(r"body/tbl\d+/r\d+/c\d+", locator)
        }
        blocks = list(top_blocks(self._body))
        headings = self._headings()
        on_cover = True
        for index, block in enumerate(blocks):
            locator = names.get(block, "")
            if block.tag == TBL or locator in headings:
                on_cover = False
            if block.tag != P or not locator:
                continue
            text = Print(block).text.strip("\n")
            if CAPTION.match(text) and not LISTED.search(text):
                self._caption(block, locator, text, _next_table(blocks, index, table_of))
            elif PICTURE.match(text) and not LISTED.search(text):
                if str(self._old) in text:
                    self.problems.append(f"{locator}: gambar atau grafik tidak digeser ({text.strip()})")
            elif locator in headings or LISTED.search(text) or (on_cover and len(text.split()) <= MOST_WORDS_ON_COVER):
                self._redate(block, locator, self._title_years(text))
        self._margins()

    def _headings(self) -> frozenset[str]:
        from extractor.word import read_word

        content = read_word(self._path)
        return frozenset(paragraph.locator for paragraph in content.paragraphs if paragraph.is_heading)

    def _title_years(self, text: str) -> frozenset[int]:
        """A title moves on only where it names the year reported on; then the years before it do too."""
        years = {int(found) for found in YEAR.findall(text)}
        return frozenset(year for year in years if year <= self._old) if self._old in years else frozenset()

    def _caption(self, block: Any, locator: str, text: str, table: str | None) -> None:  # noqa: ANN401 (lxml element)
        moved = self._moved_years.get(table or "")
        if moved is not None:
            self._redate(block, locator, moved | self._title_years(text))
            return
        has_year = bool(YEAR.search(text))
        if table is not None and has_year:
            note = "Tabel ini tidak digeser: tidak ada nilai indikator yang dikenali di dalamnya, atau tabel rencana."
            comment_on_paragraph(block, self._comment(note))
            self.problems.append(f"{locator}: {text.strip()}: {note}")

    def _margins(self) -> None:
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")):
                for number, paragraph in enumerate(relation.target_part.element.iter(P), 1):
                    name = relation.reltype.rpartition("/")[2]
                    self._redate(paragraph, f"{name}/p{number}", self._title_years(Print(paragraph).text))

    # Sentences

    def comment_sentences(self) -> None:
        """Running text is never changed: what its numbers would be now stands in a comment on the paragraph."""
        told: dict[str, list[tuple[Reading, str]]] = defaultdict(list)
        for number, reading in enumerate(self._read.readings):
            paragraph = re.sub(r"/s\d+$", "", reading.place.locator)
            if reading.source is Source.NARRATIVE and paragraph in self._places and reading.year is not None:
                told[paragraph].append((reading, self._now(number, reading, reading.year + self._delta)))
        for locator, sentences in told.items():
            element = self._places[locator]
            text = "\n".join(sentence for _, sentence in sentences)
            if element.tag != P or not comment_on_paragraph(element, self._comment(text)):
                continue
            for reading, sentence in sentences:
                self.changes.append(
                    Change(
                        place=reading.place.locator,
                        action=Action.COMMENTED,
                        before=reading.raw,
                        after=reading.raw,
                        why=sentence,
                        indicator=reading.indicator,
                        kind=reading.kind.value,
                        old_year=reading.year,
                        year=None if reading.year is None else reading.year + self._delta,
                    )
                )

    def _now(self, number: int, reading: Reading, year: int) -> str:
        slot = self._roller.slot(number, reading, year)
        what = f"{reading.indicator}, {reading.kind.value} {reading.year}: {reading.raw}"
        if slot is None or not slot.text:
            return f"{what}. Nilai {year}: {self._roller.printed_for(reading, year) or 'belum ada'}."
        unit = f" {slot.unit}" if slot.unit and slot.value is not None else ""
        doubt = "" if slot.source is None or slot.source.confirmed_at else " (usulan, belum dikonfirmasi)"
        return f"{what}. Nilai {year}: {slot.text}{unit}{doubt}."


def _span(text: Print, refill: Refill, taken: list[tuple[int, int]], *, alone: bool) -> tuple[int, int] | None:
    """The number's own place in the cell; the print around it is not touched."""
    reading = refill.reading
    if not reading.raw.strip():
        return (0, 0) if not text.text.strip() and alone else None
    spans = [span for span in text.spans(reading.raw) if span not in taken]
    line = refill.spot.line
    if len(spans) > 1 and line is not None:
        spans = [span for span in spans if text.line_of(span[0]) == line - 1] or spans
    if not spans:
        return None
    start, end = spans[0]
    inside = number_span(text.text[start:end], reading.value)
    if inside is None or reading.value is None:
        return start, end
    return start + inside[0], start + inside[1]


def _mark_of(refill: Refill, title: str) -> Mark:
    reading = refill.reading
    return Mark(
        tag=refill.tag or "",
        text=clean(refill.text),
        code=refill.code or "",
        kind=reading.kind.value,
        year=refill.year or 0,
        period=reading.period or "",
        unit=clean(reading.unit or ""),
        indicator=clean(reading.indicator),
        title=title,
    )


def _column(cell: str) -> int:
    return int(cell.rpartition("/c")[2])


def _next_table(blocks: Sequence[Any], index: int, table_of: Mapping[Any, str]) -> str | None:
    """The table that a caption stands above: the next block but for two paragraphs ("Satuan: ...")."""
    for block in blocks[index + 1 : index + 4]:
        if block.tag == TBL:
            return table_of.get(block)
    return None
