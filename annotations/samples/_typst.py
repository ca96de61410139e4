"""A report as PDF through typst, with the page of every mark taken from the laid out document itself."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.samples._content import (
    Block,
    Boxes,
    Cell,
    Contents,
    Cover,
    Heading,
    Items,
    Letterhead,
    Mark,
    PageBreak,
    Paragraph,
    Pieces,
    Report,
    Signature,
    Table,
)

_PRINTED_ON = 1740787200
"""1 March 2025: the date in every file, so that a rebuild gives the same bytes."""

_PRELUDE = """
#set document(title: {title}, author: "Pemerintah Kota Purwaloka", date: datetime(year: 2025, month: 3, day: 1))
#set text(font: {font}, size: 11pt, lang: "id", hyphenate: false)
#set par(justify: true, leading: 0.8em, spacing: 1.1em)
#let g(i, t) = [#metadata(i)<g>#t]
#show heading: it => block(above: 1.3em, below: 0.9em, sticky: true, width: 100%,
  text(size: if it.level == 1 {{ 13pt }} else {{ 11pt }}, weight: "bold",
  {{ set par(justify: false); if it.level == 1 {{ align(center, it.body) }} else {{ it.body }} }}))
#show figure.caption: it => block(sticky: true, width: 100%, align(center, text(size: 10pt, weight: "bold", it.body)))
#show figure: set block(breakable: true)
#show figure: set align(left)
#set figure.caption(position: top)
#set page(paper: "a4", margin: (left: 3cm, right: 2.3cm, top: 2.6cm, bottom: 2.4cm),
  header: context if counter(page).get().first() > 1 [#set text(size: 8pt, style: "italic"); #align(right, {header})
    #v(-0.8em) #line(length: 100%, stroke: 0.5pt)],
  footer: context if counter(page).get().first() > 1 [#line(length: 100%, stroke: 0.5pt) #v(-0.6em)
    #set text(size: 8pt); #{footer} #h(1fr) #counter(page).display()])
"""


@dataclass(slots=True)
class _Printer:
    report: Report
    tables: int = 0
    marks: int = 0
    out: list[str] = field(default_factory=list)


def print_pdf(report: Report, pdf: Path) -> list[int]:
    """Write the PDF; return the page of every mark, in the order of the marks."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "report.typ")
        source.write_text("".join(_source(report)), encoding="utf-8")
        typst.compile(str(source), output=str(pdf), timestamp=_PRINTED_ON, pdf_tags=False)
        found = json.loads(typst.query(str(source), "<places>", field="value", one=True))
    pages = {int(number): int(page) for number, page in found}
    return [pages[number] for number in range(len(pages))]


def _source(report: Report) -> Iterator[str]:
    font = '("Liberation Serif", "Libertinus Serif")' if report.serif else '("Liberation Sans", "DejaVu Sans")'
    yield _PRELUDE.format(
        title=_quoted(report.name), font=font, header=_quoted(report.header), footer=_quoted(report.footer)
    )
    printer = _Printer(report)
    for block in report.blocks:
        yield _block(printer, block) + "\n"
    yield "#context [#metadata(query(<g>).map(m => (m.value, m.location().page())))<places>]\n"


def _block(printer: _Printer, block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"#heading(level: {level}, [#{_quoted(text)}])"
        case Paragraph():
            return _paragraph(printer, block)
        case Items(items, numbering):
            listed = ", ".join(f"[{_pieces(printer, item)}]" for item in items)
            return f"#enum(numbering: {_quoted(numbering)}, indent: 0.6cm, spacing: 0.9em, {listed})"
        case Table():
            return _table(printer, block)
        case PageBreak(landscape):
            return f"#set page(flipped: {str(landscape).lower()})"
        case Contents(title, tables):
            target = "figure.where(kind: table)" if tables else "heading.where(outlined: true)"
            top = f'#align(center, text(size: 13pt, weight: "bold", {_quoted(title)}))\n'
            return f"{top}#outline(title: none, target: {target}, indent: 1em)\n#pagebreak()"
        case Cover():
            return _cover(block)
        case Letterhead(lines=lines, address=address):
            big = "".join(f'#text(size: 13pt, weight: "bold", {_quoted(line)}) \\\n' for line in lines)
            return f"#align(center)[{big}#text(size: 9pt, {_quoted(address)})]\n#line(length: 100%, stroke: 1.6pt)"
        case Boxes():
            return _boxes(block)
        case Signature():
            return _signature(block)


def _paragraph(printer: _Printer, block: Paragraph) -> str:
    body = _pieces(printer, block.pieces)
    weight = ', weight: "bold"' if block.bold else ""
    body = f"#text(size: {block.size}pt{weight})[{body}]"
    if block.align == "justify":
        indent = "(amount: 1.1cm, all: true)" if block.indent else "0pt"
        return f"#par(first-line-indent: {indent})[{body}]\n"
    return f"#align({block.align})[{body}]\n"


def _table(printer: _Printer, table: Table) -> str:
    columns = ", ".join(f"{width}fr" for width in table.widths)
    header = "".join(_cell(printer, cell, head=True) for row in table.header for cell in row)
    if table.repeat_header:
        header = f"table.header({header}),"
    rows = "".join(_cell(printer, cell) for row in table.rows for cell in row)
    look = "inset: (x: 3.5pt, y: 4pt), stroke: 0.6pt, align: left + horizon"
    body = f"table(columns: ({columns},), {look}, {header} {rows})"
    styled = f"[#set text(size: {table.size}pt); #set par(justify: false, leading: 0.5em, spacing: 0.5em); #{body}]"
    if table.caption:
        caption = table.caption.replace("\n", " ")
        styled = f"figure({styled}, kind: table, supplement: none, numbering: none, caption: [#{_quoted(caption)}])"
        styled = f"#{styled}"
    else:
        styled = f"#{styled}"
    notes = "".join(f'#text(size: 8.5pt, style: "italic", {_quoted(note)}) \\\n' for note in table.notes)
    return f"{styled}\n{notes}\n"


def _cell(printer: _Printer, cell: Cell, *, head: bool = False) -> str:
    options = [f"align: {'center' if head else cell.align} + horizon"]
    if cell.across > 1:
        options.append(f"colspan: {cell.across}")
    if cell.down > 1:
        options.append(f"rowspan: {cell.down}")
    if cell.fill:
        options.append(f'fill: rgb("{cell.fill}")')
    body = _pieces(printer, cell.pieces)
    if cell.bold or head:
        body = f"#strong[{body}]"
    return f"table.cell({', '.join(options)})[{body}],"


def _pieces(printer: _Printer, pieces: Pieces) -> str:
    out = []
    for piece in pieces:
        text = piece.text if isinstance(piece, Mark) else piece
        body = "#linebreak()".join(f"#{_quoted(line)}" if line else "" for line in text.split("\n"))
        if isinstance(piece, Mark):
            body = f"#g({printer.marks}, [{body}])"
            printer.marks += 1
        out.append(body)
    return "".join(out)


def _cover(cover: Cover) -> str:
    title = "".join(f'#text(size: 20pt, weight: "bold", {_quoted(line)}) \\\n' for line in cover.title)
    below = "".join(f'#text(size: 15pt, weight: "bold", {_quoted(line)}) \\\n' for line in cover.government)
    corners = "(0pt, 0pt), (2.6cm, 0pt), (2.6cm, 2cm), (1.3cm, 3.2cm), (0pt, 2cm)"
    shield = f'#polygon(fill: rgb("{cover.colour}"), stroke: 1.5pt, {corners})'
    return (
        f"#align(center)[#v(1.5cm) {shield} #v(1.6cm)\n#par(justify: false, leading: 0.9em)[{title}]\n#v(1fr)\n"
        f'#text(size: 17pt, weight: "bold", {_quoted(cover.year)})\n#v(2cm)\n'
        f"#par(justify: false, leading: 0.9em)[{below}] #v(1cm)]\n#pagebreak()"
    )


def _boxes(chart: Boxes) -> str:
    def box(text: str) -> str:
        return (
            f"rect(width: 100%, stroke: 0.7pt, inset: 5pt, align(center + horizon, text(size: 8.5pt, {_quoted(text)})))"
        )

    below = ", ".join(box(text) for text in chart.below)
    columns = min(4, len(chart.below))
    return (
        f"#block(breakable: false)[#align(center, box(width: 45%, {box(chart.top)}))\n#v(-0.6em)\n"
        f"#align(center, line(angle: 90deg, length: 0.6cm))\n#v(-0.6em)\n"
        f"#grid(columns: (1fr,) * {columns}, gutter: 8pt, {below})\n#v(0.6em)]\n"
    )


def _signature(block: Signature) -> str:
    number = f" \\\n#{_quoted(block.number)}" if block.number else ""
    return (
        "#v(0.6cm)\n#align(right, block(breakable: false, width: 8cm, align(center)[#set par(justify: false); "
        f"#{_quoted(block.place_and_date)} \\\n#strong[#{_quoted(block.office)}] \\\n#v(1.7cm)"
        f"#strong[#underline[#{_quoted(block.name)}]]{number}]))\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\u", "\\\\u")
