"""The list of marked places that a form carries with it, so that what was edited, lost or copied can be told.

In Word it is a custom XML part, in Excel a sheet that only a macro can show. Both survive editing and saving,
in LibreOffice too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from store.prefill.facts import Form, Slot, SlotState
from store.word_xml import clean

NAMESPACE = "urn:warisan:form:1"
SHEET = "Warisan"
BLANK = "…"
"""Printed in a control that waits for a value."""
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
COLUMNS = ("tag", "text", "code", "kind", "year", "period", "unit", "indicator", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One marked place as it was printed."""

    tag: str
    text: str
    code: str
    kind: str
    year: int
    period: str
    unit: str
    indicator: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Which form it is, and every mark in it; a value printed twice has two."""

    report: str
    region: str
    year: int
    marks: tuple[Mark, ...]


def manifest_of(form: Form) -> Manifest:
    slots = (slot for _, _, slot in form.slots())
    marks = (mark_of(slot) for slot in slots)
    return Manifest(
        report=form.report, region=form.region, year=form.year, marks=tuple(mark for mark in marks if mark is not None)
    )


def mark_of(slot: Slot) -> Mark | None:
    from store.prefill.word_table import needed_tag

    tag = slot.tag or (needed_tag(slot) if slot.state is SlotState.NEEDED else None)
    if tag is None or slot.kind is None or slot.year is None:
        return None
    return Mark(
        tag=tag,
        text=clean(slot.text) or BLANK,
        # A value under another code is corrected there: it is one value.
        code=slot.from_code or slot.code,
        kind=slot.kind.value,
        year=slot.year,
        period=slot.period,
        unit=clean(slot.unit or ""),
        indicator=clean(slot.indicator),
        title=clean(slot.title),
    )


def put_into_word(document: Any, manifest: Manifest) -> None:  # noqa: ANN401 (python-docx ships no types)
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    taken = {str(part.partname) for part in document.part.package.iter_parts()}
    number = next(number for number in range(1, 1000) if f"/customXml/item{number}.xml" not in taken)
    name = PackURI(f"/customXml/item{number}.xml")
    part = Part(name, "application/xml", _xml(manifest).encode("utf-8"), document.part.package)
    document.part.relate_to(part, _CUSTOM_XML)


def _xml(manifest: Manifest) -> str:
    head = f'report={quoteattr(manifest.report)} region={quoteattr(manifest.region)} year="{manifest.year}"'
    marks = "".join(
        "<mark " + " ".join(f"{name}={quoteattr(str(getattr(mark, name)))}" for name in COLUMNS) + "/>"
        for mark in manifest.marks
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><form xmlns="{NAMESPACE}" {head}>{marks}</form>'


def manifest_in(parts: Iterable[bytes]) -> Manifest | None:
    """The manifest among a Word file's custom XML parts."""
    for content in parts:
        if NAMESPACE.encode() not in content:
            continue
        root = ElementTree.fromstring(content)
        if root.tag == f"{{{NAMESPACE}}}form":
            marks = (_mark([element.get(name, "") for name in COLUMNS]) for element in root)
            return Manifest(
                report=root.get("report", ""),
                region=root.get("region", ""),
                year=int(root.get("year", "0")),
                marks=tuple(marks),
            )
    return None


def _mark(texts: Sequence[str]) -> Mark:
    facts: dict[str, Any] = dict(zip(COLUMNS, texts, strict=True))
    facts["year"] = int(facts["year"])
    return Mark(**facts)


def put_into_workbook(workbook: Any, manifest: Manifest) -> None:  # noqa: ANN401 (openpyxl ships no types)
    from store.spreadsheet import put

    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    for column, text in enumerate((NAMESPACE, manifest.report, manifest.region, str(manifest.year)), 1):
        put(sheet.cell(1, column), text)
    for line, mark in enumerate(manifest.marks, 2):
        for column, name in enumerate(COLUMNS, 1):
            put(sheet.cell(line, column), str(getattr(mark, name)))


def manifest_in_workbook(workbook: Any) -> Manifest | None:  # noqa: ANN401 (openpyxl ships no types)
    if SHEET not in workbook.sheetnames:
        return None
    rows = workbook[SHEET].iter_rows(values_only=True)
    head = next(rows)
    if head[0] != NAMESPACE:
        return None
    marks = (_mark(["" if text is None else str(text) for text in row[: len(COLUMNS)]]) for row in rows)
    return Manifest(report=str(head[1]), region=str(head[2]), year=int(str(head[3])), marks=tuple(marks))
