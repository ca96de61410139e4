"""Writes one report block by block: values come from the facts, every printed value leaves its gold behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from annotations.samples import facts
from annotations.samples._content import (
    Block,
    Cell,
    Gold,
    Heading,
    Items,
    Mark,
    PageBreak,
    Paragraph,
    Piece,
    Report,
    Table,
    placed,
)
from annotations.samples._print import capaian, number, rupiah

_UNITS = {"persen": "%", "rupiah": "Rp"}


class Writer:
    """The growing report, with the words for its values."""

    def __init__(self, name: str, report: str, year: int, *, official: bool = False) -> None:
        self.name, self.report, self.year, self.official = name, report, year, official
        self.blocks: list[Block] = []

    # What stands on the page -------------------------------------------------------------------------------------

    def add(self, *blocks: Block) -> None:
        self.blocks += [placed(block) for block in blocks]

    def chapter(self, text: str, *, new_page: bool = True) -> None:
        if new_page:
            self.add(PageBreak())
        self.add(Heading(1, text))

    def section(self, text: str, level: int = 2) -> None:
        self.add(Heading(level, text))

    def say(self, *pieces: Piece) -> None:
        """A paragraph of running text."""
        self.add(Paragraph(pieces=pieces))

    def listed(self, *items: str | tuple[Piece, ...], numbering: str = "1.") -> None:
        self.add(Items(tuple((item,) if isinstance(item, str) else item for item in items), numbering))

    def table(
        self,
        caption: str,
        widths: Iterable[float],
        header: Iterable[Iterable[Cell | str]],
        rows: Iterable[Iterable[Cell | str]],
        *,
        notes: tuple[str, ...] = (),
        repeat_header: bool = True,
        trap: bool = False,
        size: float = 9,
    ) -> None:
        """A ruled table; plain texts become cells."""
        table = Table(
            caption=caption,
            widths=tuple(widths),
            header=tuple(tuple(head(cell) for cell in row) for row in header),
            rows=tuple(tuple(cell if isinstance(cell, Cell) else text(cell) for cell in row) for row in rows),
            notes=notes,
            repeat_header=repeat_header,
            trap=trap,
            size=size,
        )
        self.add(table)

    def done(self, *, header: str, footer: str, serif: bool = True) -> Report:
        return Report(
            name=self.name,
            report=self.report,
            year=self.year,
            header=header,
            footer=footer,
            serif=serif,
            blocks=tuple(self.blocks),
        )

    # Names and values --------------------------------------------------------------------------------------------

    def called(self, code: str) -> str:
        """The indicator's name as this report writes it."""
        indicator = facts.indicators()[code]
        return indicator.name if self.official else indicator.short

    def fact(self, code: str, year: int, kind: str, where: str = "table") -> facts.Fact:
        return facts.printed(self.name, where, code, year, kind)

    def value(
        self,
        code: str,
        kind: str = "realisasi",
        year: int | None = None,
        *,
        where: str = "table",
        name: str | None = None,
        unit: str | None = None,
        after: str = "",
        before: str = "",
        dot: bool = False,
        shown_kind: str | None = None,
        cut: int | None = None,
        grade: str | None = None,
    ) -> Mark:
        """The value as printed, with its gold.

        ``cut`` breaks the print after so many characters (narrow column); ``grade`` stands in the words beside it.
        """
        year = year or self.year
        indicator = facts.indicators()[code]
        found = self.fact(code, year, kind, where)
        printed = _shown(found, indicator, dot=dot)
        if found.value is not None:
            printed = before + printed + after
        gold = Gold(
            code=code,
            indicator=name or self.called(code),
            unit=_UNITS.get(unit or indicator.unit, unit or indicator.unit),
            year=year,
            kind=shown_kind or kind,
            value=found.value,
            grade=found.grade or grade,
            raw=printed,
            status=found.status,
        )
        return Mark(printed if cut is None else printed[:cut] + "\n" + printed[cut:], gold)

    def reached(
        self,
        code: str,
        year: int | None = None,
        *,
        where: str = "table",
        name: str | None = None,
        after: str = "",
        dot: bool = False,
    ) -> Piece:
        """The capaian as the report computes it from what it prints; a dash where it cannot."""
        year = year or self.year
        target, reached = self.fact(code, year, "target", where), self.fact(code, year, "realisasi", where)
        indicator = facts.indicators()[code]
        gold = Gold(code=code, indicator=name or self.called(code), unit="%", year=year, kind="capaian", value=None)
        if target.grade is not None and reached.grade is not None:
            hundred = number(Decimal("100.00"), dot=dot) + after
            return Mark(hundred, replace(gold, value=Decimal("100.00"), raw=hundred))
        if target.value is None or reached.value is None or target.value <= 0:
            return Mark("-", replace(gold, raw="-", status="missing"))  # the absence is a reading too
        percent = capaian(target.value, reached.value, lower=indicator.lower)
        printed = number(percent, dot=dot) + after
        return Mark(printed, replace(gold, value=percent, raw=printed, status="zero" if percent == 0 else "given"))

    def counted(self, code: str, count: facts.Count, kind: str) -> Mark:
        """How many were to be served (target) or were served (realisasi), in persons or units."""
        part, whole = count.counted[self.year]
        value = whole if kind == "target" else part
        gold = Gold(
            code=code, indicator=self.called(code), unit=unit_of_count(code), year=self.year, kind=kind, value=value
        )
        return Mark(number(value), gold)


def unit_of_count(code: str) -> str:
    return {
        "spm.pu.air_minum": "rumah tangga",
        "spm.pu.air_limbah": "rumah tangga",
        "spm.perumahan.korban_bencana": "unit",
        "spm.trantibum.trantibum": "kasus",
        "spm.trantibum.kebakaran": "layanan",
    }.get(code, "orang")


def _shown(found: facts.Fact, indicator: facts.Indicator, *, dot: bool) -> str:
    if found.absent is not None:
        return found.absent
    if found.value is None:
        return found.grade or ""
    if indicator.unit == "Rp":
        return rupiah(found.value)
    return number(found.value, dot=dot, thousands=True)


def text(words: str, **options: object) -> Cell:
    return replace(Cell(pieces=(words,)), **options)  # type: ignore[arg-type]


def centred(*pieces: Piece, **options: object) -> Cell:
    return replace(Cell(pieces=pieces, align="center"), **options)  # type: ignore[arg-type]


def right(*pieces: Piece, **options: object) -> Cell:
    return replace(Cell(pieces=pieces, align="right"), **options)  # type: ignore[arg-type]


def head(cell: Cell | str, across: int = 1, down: int = 1, fill: str = "#d9e2f3") -> Cell:
    """A header cell; shaded as Word's table styles do."""
    if isinstance(cell, Cell):
        return cell
    return Cell(pieces=(cell,), across=across, down=down, bold=True, align="center", fill=fill)


def numbers_row(count: int, form: str = "({})") -> tuple[Cell, ...]:
    """The row of column numbers under a header."""
    return tuple(head(form.format(place + 1), fill="#f2f2f2") for place in range(count))


def stacked(lines: Iterable[Iterable[Piece]], **options: object) -> Cell:
    """Several lines in one ruled cell, as the files do that hold a whole sasaran in one row."""
    pieces: list[Piece] = []
    for place, line in enumerate(lines):
        if place:
            pieces.append("\n")
        pieces.extend(line)
    return replace(Cell(pieces=tuple(pieces)), **options)  # type: ignore[arg-type]
