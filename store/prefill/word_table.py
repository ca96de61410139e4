"""One table of a form as Word XML: which columns it prints, how wide they are, how each slot looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from extractor.facts import Flag
from store.prefill.facts import Ask, Column, FormRow, FormTable, Slot, SlotState
from store.prefill.printed import source_sentence
from store.prefill.scales import unit_beside
from store.word_xml import TWIPS_PER_CM, Look, cell, commented, control, paragraph, row, run, table

MOST_COLUMNS = 10
"""Wider tables put their prose (permasalahan, upaya, ...) into a second one below."""
LANDSCAPE_FROM = 7
SMALL_FROM = 8
"""Tables of more columns are printed a point smaller."""
LEAST_NAME_CM, LEAST_PROSE_CM = 4.8, 2.3
HEADER_SHADE, GROUP_SHADE = "D9E2EC", "F0F3F6"
NEEDED_SHADE, SUGGESTED_SHADE = "FDE3E1", "FFF3C4"
OFFICIAL_NUMBERS = {"ikk_number", "sdg_code", "code"}
GREY = "6B6B6B"
LONGEST_TAG = 64

_PROSE = re.compile(
    r"^sasaran|^tujuan|analisis|efisiensi|program|kegiatan|permasalahan|upaya|tindak lanjut|bukti|rencana|catatan"
    r"|rekomendasi|dukungan|keluaran|output$|konsep|klasifikasi|rumus|penanggung jawab|perangkat daerah|sumber data",
    re.I,
)
_PROVISIONAL = {Flag.PROVISIONAL, Flag.VERY_PROVISIONAL, Flag.UNAUDITED}


@dataclass(slots=True)
class Marks:
    """Numbers of content controls, and where comments go; one for a whole document."""

    add_comment: Callable[[str], int]
    last_control: int = 0
    has_provisional: bool = field(default=False)

    def next_control(self) -> int:
        self.last_control += 1
        return self.last_control


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one printed table: positions in the form table, beside number, name and unit."""

    positions: tuple[int, ...]
    leading: tuple[int, ...] = ()
    """Official numbers of the indicator: they stand before its name."""
    with_unit: bool
    continues: bool = False
    """The second table of a wide one, with the prose."""

    @property
    def count(self) -> int:
        return len(self.leading) + len(self.positions) + 2 + self.with_unit


def layouts(form_table: FormTable) -> tuple[Layout, ...]:
    """One layout, or two where the table is too wide to be read: numbers first, prose below."""
    columns = form_table.columns
    leading = tuple(index for index, column in enumerate(columns) if column.catalogue_field in OFFICIAL_NUMBERS)
    everything = tuple(index for index in range(len(columns)) if index not in leading)
    with_unit = not any(column.catalogue_field == "unit" for column in columns)
    whole = Layout(positions=everything, leading=leading, with_unit=with_unit)
    if whole.count <= MOST_COLUMNS:
        return (whole,)
    prose = tuple(position for position in everything if is_prose(columns[position]))
    rest = tuple(position for position in everything if position not in prose)
    if len(prose) < 2:
        return (whole,)
    numbers = Layout(positions=rest, leading=leading, with_unit=with_unit)
    return numbers, Layout(positions=prose, leading=leading, with_unit=False, continues=True)


def is_prose(column: Column) -> bool:
    return column.ask in {Ask.MANUAL, Ask.CATALOGUE} and bool(_PROSE.search(column.asked))


def needed_tag(slot: Slot) -> str:
    """``need:makro.ipm:realisasi:2025:`` where a value is still to be written; a long code stands as its hash."""
    kind = slot.kind.value if slot.kind else ""
    rest = f":{kind}:{slot.year or ''}:{slot.period}"
    tag = f"need:{slot.code}{rest}"
    return tag if len(tag) <= LONGEST_TAG else f"need:#{sha256(slot.code.encode()).hexdigest()[:16]}{rest}"


def table_xml(form_table: FormTable, layout: Layout, usable_cm: float, marks: Marks) -> str:
    widths = _widths(form_table, layout, usable_cm)
    small = layout.count > SMALL_FROM
    look = Look(half_points=16 if small else 18)
    rows = [_header(form_table, layout, widths, look)]
    groups = {form_row.group for form_row in form_table.rows}
    last_group = None
    for form_row in form_table.rows:
        if len(groups) > 1 and form_row.group != last_group:
            last_group = form_row.group
            title = paragraph(
                run(last_group or "Lainnya", Look(half_points=look.half_points, bold=True)), keep_next=True
            )
            rows.append(row(cell(title, width=sum(widths), span=len(widths), shade=GROUP_SHADE)))
        rows.append(_row(form_row, layout, widths, look, marks))
    return table("".join(rows), widths)


def _widths(form_table: FormTable, layout: Layout, usable_cm: float) -> list[int]:
    """Numbers need the same everywhere; what is left goes to the name and, in equal parts, to prose."""
    number, unit = 0.9, 1.6
    small = layout.count > SMALL_FROM
    leading = [_wanted_cm(form_table, position, small) for position in layout.leading]
    wanted = [_wanted_cm(form_table, position, small) for position in layout.positions]
    fixed = number + sum(leading) + unit * layout.with_unit + sum(width for width in wanted if width)
    flexible = [index for index, width in enumerate(wanted) if not width]
    # The name weighs double: it is the longest text of every row.
    share = max(LEAST_PROSE_CM, (usable_cm - fixed) / (len(flexible) + 2))
    name = max(LEAST_NAME_CM, 2 * share)
    result = [number, *leading, name, *([unit] if layout.with_unit else []), *(width or share for width in wanted)]
    scale = usable_cm / sum(result)
    return [round(width * scale * TWIPS_PER_CM) for width in result]


def _wanted_cm(form_table: FormTable, position: int, small: bool) -> float:
    """0: a share of what is left."""
    column = form_table.columns[position]
    if is_prose(column):
        return 0
    if column.catalogue_field in {"ikk_number", "weight"}:
        return 1.5
    longest = max((len(form_row.texts[position]) for form_row in form_table.rows), default=0)
    letter, least = (0.15, 1.7) if small else (0.18, 2.1)
    # A heading's longest word must fit, or it is broken amid its letters.
    words = re.split(r"[\s/]+", form_table.titles[position])
    heading = max(len(word) for word in words) * (letter + 0.02) + 0.3
    return min(max(least, letter * longest + 0.6, heading), 4.6)


def _header(form_table: FormTable, layout: Layout, widths: list[int], look: Look) -> str:
    titles = [
        "No",
        *(form_table.titles[position] for position in layout.leading),
        form_table.name_title,
        *(["Satuan"] if layout.with_unit else []),
    ]
    titles += [form_table.titles[position] for position in layout.positions]
    bold = Look(half_points=look.half_points, bold=True)
    cells = (
        # A line may end behind a slash: "tercapai/membaik" is wider than its column.
        cell(
            paragraph(run(title.replace("/", "/\u200b"), bold), look, align="center", keep_next=True),
            width=width,
            shade=HEADER_SHADE,
        )
        for title, width in zip(titles, widths, strict=True)
    )
    return row("".join(cells), header=True)


def _row(form_row: FormRow, layout: Layout, widths: list[int], look: Look, marks: Marks) -> str:
    waiting = iter(widths)
    cells = [cell(paragraph(run(str(form_row.number), look), look, align="center"), width=next(waiting))]
    texts = [form_row.texts[position] for position in layout.leading] + [form_row.name]
    cells += [cell(paragraph(run(text, look), look), width=next(waiting)) for text in texts]
    if layout.with_unit:
        cells.append(cell(paragraph(run(form_row.unit, look), look, align="center"), width=next(waiting)))
    for position, width in zip(layout.positions, waiting, strict=True):
        slot = form_row.slots[position]
        if slot is None:
            cells.append(cell(paragraph(run(form_row.texts[position], look), look), width=width))
        else:
            cells.append(slot_cell(slot, form_row.unit, width, look, marks))
    return row("".join(cells))


def slot_cell(slot: Slot, row_unit: str, width: int, look: Look, marks: Marks) -> str:
    """Each state has its own look; only a confirmed value looks like one."""
    if slot.state is SlotState.MANUAL:
        return cell(paragraph("", look), width=width)
    if slot.state is SlotState.WAITING:
        faint = Look(half_points=look.half_points - 2, italic=True, colour=GREY)
        return cell(paragraph(run("dihitung", faint), look, align="center"), width=width)
    if slot.state is SlotState.NEEDED:
        blank = control("…", look, tag=needed_tag(slot), title=slot.title, number=marks.next_control())
        return cell(paragraph(blank, look, align="center"), width=width, shade=NEEDED_SHADE)
    if slot.state is SlotState.SUGGESTED:
        return _suggested_cell(slot, row_unit, width, look, marks)
    own_look = Look(half_points=look.half_points, italic=slot.state is SlotState.ABSENT)
    if slot.tag is None:
        text = run(slot.text, own_look)
    else:
        text = control(slot.text, own_look, tag=slot.tag, title=slot.title, number=marks.next_control())
    text = commented(text, marks.add_comment(comment_text(slot)))
    if _PROVISIONAL & set(slot.flags):
        marks.has_provisional = True
        text += run("*", look)
    return cell(paragraph(text + _unit_after(slot, row_unit, look), look, align=_align(slot)), width=width)


def _suggested_cell(slot: Slot, row_unit: str, width: int, look: Look, marks: Marks) -> str:
    italic = Look(half_points=look.half_points, italic=True)
    marked = run("usulan: ", Look(half_points=look.half_points - 2, italic=True, colour=GREY))
    inside = control(slot.text, italic, tag=slot.tag or "", title=slot.title, number=marks.next_control())
    whole = marked + commented(inside, marks.add_comment(comment_text(slot))) + _unit_after(slot, row_unit, italic)
    return cell(paragraph(whole, look, align=_align(slot)), width=width, shade=SUGGESTED_SHADE)


def _align(slot: Slot) -> str:
    return "center" if slot.value is None else "right"


def _unit_after(slot: Slot, row_unit: str, look: Look) -> str:
    beside = unit_beside(slot, row_unit)
    return run(f" {beside}", look) if beside else ""


def comment_text(slot: Slot) -> str:
    """``LPPD 2024 hlm. 37, dikonfirmasi 12-02-2025 oleh Sari. Nilai yang sama dengan ...``."""
    if slot.state is SlotState.SUGGESTED:
        return f"{slot.note}."
    sentences = [source_sentence(slot.source), slot.note]
    if _PROVISIONAL & set(slot.flags):
        sentences.append("Angka sementara")
    return ". ".join(sentence for sentence in sentences if sentence) + "."
