"""Changing text inside an existing Word file without touching its layout: runs keep their look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from store.word_xml import clean, control_title

# Elements are lxml's, for which python-docx ships no types: ``Any`` throughout.

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
P, R, T, TBL, TC, SDT = (_W + name for name in ("p", "r", "t", "tbl", "tc", "sdt"))
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "noBreakHyphen": "-"}
_NOT_READ = {_W + "del", _W + "moveFrom", _W + "txbxContent", _W + "pPr", _W + "rPr", _W + "instrText", TBL}
_NOT_READ.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
_NUMBER_AROUND = re.compile(r"\d[.,]?\Z"), re.compile(r"[.,]?\d")


@dataclass(slots=True)
class _Piece:
    start: int
    node: Any


class Print:
    """The text of a cell or paragraph, with the nodes it stands in."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self._pieces: list[_Piece] = []
        self._parts: list[str] = []
        self._length = 0
        self._read(element)
        self.text = "".join(self._parts)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _read(self, element: Any) -> None:  # noqa: ANN401
        for child in element:
            tag = child.tag
            if tag == T:
                self._pieces.append(_Piece(self._length, child))
                self._add(child.text or "")
            elif tag in _BREAKS:
                self._add(_BREAKS[tag])
            elif tag not in _NOT_READ and isinstance(tag, str):
                self._read(child)
        if element.tag == P:
            self._add("\n")

    def spans(self, raw: str) -> list[tuple[int, int]]:
        """Where ``raw`` stands, white space aside, and not inside a longer number."""
        places = [index for index, letter in enumerate(self.text) if not letter.isspace()]
        squeezed = "".join(self.text[index] for index in places)
        wanted = "".join(raw.split())
        found, at = [], squeezed.find(wanted) if wanted else -1
        while at >= 0:
            start, end = places[at], places[at + len(wanted) - 1] + 1
            before, after = _NUMBER_AROUND
            inside = (wanted[0].isdigit() and before.search(self.text[:start])) or (
                wanted[-1].isdigit() and after.match(self.text[end:])
            )
            if not inside:
                found.append((start, end))
            at = squeezed.find(wanted, at + 1)
        return found

    def line_of(self, position: int) -> int:
        """0-based number of the non-empty line at ``position``."""
        return sum(bool(line.strip()) for line in self.text[:position].split("\n")[:-1])

    def replace(self, start: int, end: int, new: str) -> Any | None:  # noqa: ANN401
        """Writes ``new`` in place of the span, in the look of its first letter; gives the node that now holds it.

        Spans are given from the last to the first: positions before a change stay true.
        """
        holder = None
        for piece in self._pieces:
            text = piece.node.text or ""
            first, last = piece.start, piece.start + len(text)
            if last <= start or first >= end:
                continue
            left, right = text[: max(0, start - first)], text[max(0, end - first) :]
            piece.node.text = clean(left + (new if holder is None else "") + right)
            piece.node.set(_SPACE, "preserve")
            holder = piece.node if holder is None else holder
        return holder


def write_into_empty(cell: Any, text: str) -> Any:  # noqa: ANN401
    """Text for a cell that has none, in the look of its paragraph mark; gives the node."""
    paragraph = next(cell.iter(P))
    run = paragraph.makeelement(R, {})
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    if mark is not None:
        run.append(deepcopy(mark))
    node = run.makeelement(T, {_SPACE: "preserve"})
    node.text = clean(text)
    run.append(node)
    paragraph.append(run)
    return node


def run_of_its_own(node: Any, text: str) -> Any | None:  # noqa: ANN401
    """Splits the run of ``node`` so that ``text`` stands in a run of its own; gives that run.

    ``None`` where the run holds more than text: it stays whole.
    """
    run = node.getparent()
    whole = node.text or ""
    at = whole.find(text)
    if run.tag != R or at < 0 or any(child.tag not in {T, _W + "rPr"} for child in run) or len(run.findall(T)) != 1:
        return None
    for part, before in ((whole[:at], True), (whole[at + len(text) :], False)):
        if part:
            twin = deepcopy(run)
            twin.find(T).text = part
            twin.find(T).set(_SPACE, "preserve")
            (run.addprevious if before else run.addnext)(twin)
    node.text = text
    return run


def put_in_control(run: Any, tag: str, title: str, number: int) -> Any:  # noqa: ANN401
    """Puts the run into a content control; a run that is in one already stays there."""
    if run.getparent().getparent() is not None and run.getparent().getparent().tag == SDT:
        return run.getparent().getparent()
    make = run.makeelement
    control = make(SDT, {})
    properties = make(_W + "sdtPr", {})
    for name, value in (("alias", control_title(title, tag)), ("tag", tag), ("id", str(number))):
        properties.append(make(_W + name, {_W + "val": value}))
    content = make(_W + "sdtContent", {})
    run.addprevious(control)
    control.append(properties)
    control.append(content)
    content.append(run)
    return control


def comment_on(first: Any, last: Any, comment_id: int) -> None:  # noqa: ANN401
    """A comment from ``first`` to ``last`` (siblings inside one paragraph)."""
    make = first.makeelement
    identity = {_W + "id": str(comment_id)}
    first.addprevious(make(_W + "commentRangeStart", identity))
    run = make(R, {})
    run.append(make(_W + "commentReference", identity))
    last.addnext(run)
    last.addnext(make(_W + "commentRangeEnd", identity))


def comment_on_paragraph(paragraph: Any, comment_id: int) -> bool:  # noqa: ANN401
    parts = [child for child in paragraph if child.tag != _W + "pPr"]
    if not parts:
        return False
    comment_on(parts[0], parts[-1], comment_id)
    return True


def shade(cell: Any, colour: str) -> None:  # noqa: ANN401
    """Colours a cell's ground; ``w:shd`` has its place in the order that Word insists on."""
    properties = cell.find(_W + "tcPr")
    if properties is None:
        properties = cell.makeelement(_W + "tcPr", {})
        cell.insert(0, properties)
    for old in properties.findall(_W + "shd"):
        properties.remove(old)
    fill = properties.makeelement(_W + "shd", {_W + "val": "clear", _W + "color": "auto", _W + "fill": colour})
    later = {_W + name for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")}
    later |= {_W + name for name in ("cellIns", "cellDel", "cellMerge", "tcPrChange", "headers")}
    following = next((child for child in properties if child.tag in later), None)
    if following is None:
        properties.append(fill)
    else:
        following.addprevious(fill)


def top_blocks(body: Any) -> Iterator[Any]:  # noqa: ANN401
    """Paragraphs and tables of the body in order, seen through content controls; nothing inside tables."""
    for child in body:
        if child.tag in {P, TBL}:
            yield child
        elif child.tag == SDT:
            content = child.find(_W + "sdtContent")
            if content is not None:
                yield from top_blocks(content)


def last_control_number(body: Any) -> int:  # noqa: ANN401
    numbers = [
        int(found.get(_W + "val", "0")) for found in body.iter(_W + "id") if found.getparent().tag.endswith("sdtPr")
    ]
    return max([0, *(abs(number) for number in numbers)])
