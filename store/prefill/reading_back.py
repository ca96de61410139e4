"""An edited form comes back: what changed is found by its marks, nothing is guessed from the text around them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import Damaged, NotOurForm, WrongType
from extractor.facts import Status
from store.prefill.marks import BLANK, NAMESPACE, SHEET, Manifest, Mark, manifest_in, manifest_in_workbook
from store.prefill.printed import ABSENCES
from store.printing import printed
from store.word_xml import control_title

if TYPE_CHECKING:
    from extractor.facts import Reading

MOST_LOOKED = 1_000_000
"""Bytes of a part that tell whether it is a manifest."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = re.compile(r"^(?:value|proposal|need):")
_NUMBER = re.compile(r"^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$")
_GRADE = re.compile(r"^[A-Za-z][A-Za-z /+-]{0,40}$")
_ABSENT = {name.lower(): status for status, name in ABSENCES.items()} | {"-": Status.MISSING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One place whose text is no longer what was printed, and what it says now."""

    mark: Mark
    text: str
    value: Decimal | None
    grade: str | None
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What came back. Each list is told to the person; only ``edits`` become proposals."""

    report: str
    region: str
    year: int
    edits: tuple[Edit, ...]
    unchanged: int
    kept: int
    """Of the unchanged, those that were printed with a value: nobody had to type it."""
    deleted: tuple[Mark, ...]
    """Marks that are gone: the cell or its control was deleted."""
    duplicated: tuple[Mark, ...]
    """Marks that stand more often than printed: a cell was copied. Their text is not taken where copies differ."""
    unreadable: tuple[tuple[Mark, str], ...]
    """Text that is no number, grade or absence."""
    foreign: tuple[str, ...]
    """Tags of another form."""

    document_id: int | None = None
    """Set once the form is stored as the document that its edits come from."""

    def told(self) -> tuple[tuple[str, str], ...]:
        """(which place, what is wrong with it), Indonesian."""
        return (
            *((_named(mark), "kotak isiannya terhapus; nilainya tidak berubah.") for mark in self.deleted),
            *((_named(mark), "kotak isiannya tersalin ke tempat lain; periksa tempatnya.") for mark in self.duplicated),
            *(
                (
                    _named(mark),
                    f"«{text}» bukan angka, predikat, atau nama ketiadaan nilai; tulis seperti 1.234,56.",
                )
                for mark, text in self.unreadable
            ),
            *((f"Kotak isian {tag}", "berasal dari formulir lain; tidak dibaca.") for tag in self.foreign),
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """One Indonesian sentence each."""
        return tuple(f"{what}: {why}" for what, why in self.told())

    def to_json(self) -> dict[str, Any]:
        return {
            "form": {"report": self.report, "region": self.region, "year": self.year},
            "document": self.document_id,
            "edits": [
                {
                    "code": edit.mark.code,
                    "kind": edit.mark.kind,
                    "year": edit.mark.year,
                    "period": edit.mark.period or None,
                    "before": edit.mark.text,
                    "after": edit.text,
                    "value": None if edit.value is None else format(edit.value, "f"),
                    "grade": edit.grade,
                    "status": edit.status.value,
                }
                for edit in self.edits
            ],
            "unchanged": self.unchanged,
            "problems": list(self.problems),
        }


def is_our_form(path: Path) -> bool:
    """Whether the file carries the marks of a form made here; a quick look, for uploads of every kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            looked = [name for name in names if name.startswith("customXml/item") or name == "xl/workbook.xml"]
            needles = (NAMESPACE.encode(), f'name="{SHEET}"'.encode())
            return any(needle in archive.read(name)[:MOST_LOOKED] for name in looked for needle in needles)
    except (OSError, zipfile.BadZipFile):
        return False


def read_back(path: Path) -> ReadBack:
    """Compares an edited form (.docx or .xlsx) with the marks that it carries."""
    manifest, found = _open(path)
    expected: dict[str, list[Mark]] = defaultdict(list)
    for mark in manifest.marks:
        expected[mark.tag].append(mark)
    texts: dict[str, list[str]] = defaultdict(list)
    for tag, text in found:
        texts[tag].append(text)
    result = _Sorter()
    for tag, marks in expected.items():
        result.sort(marks, texts.get(tag, []))
    return ReadBack(
        report=manifest.report,
        region=manifest.region,
        year=manifest.year,
        edits=tuple(result.edits),
        unchanged=result.unchanged,
        kept=result.kept,
        deleted=tuple(result.deleted),
        duplicated=tuple(result.duplicated),
        unreadable=tuple(result.unreadable),
        foreign=tuple(sorted(texts.keys() - expected.keys())),
    )


class _Sorter:
    """Puts each tag where it belongs."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.unchanged = 0
        self.kept = 0
        self.deleted: list[Mark] = []
        self.duplicated: list[Mark] = []
        self.unreadable: list[tuple[Mark, str]] = []

    def sort(self, marks: list[Mark], texts: list[str]) -> None:
        mark = marks[0]
        self.deleted.extend(marks[len(texts) :])
        self.duplicated.extend([mark] * max(0, len(texts) - len(marks)))
        # One value may be printed 75,00 in one table and 75.00 in another.
        new = Counter(text for text in texts if not any(_same(text, one.text) for one in marks))
        if not new:
            same = min(len(texts), len(marks))
            self.unchanged += same
            self.kept += same if mark.text not in ("", BLANK) else 0
            return
        if len(new) > 1 or (len(texts) > len(marks) and len(set(texts)) > 1):
            # Copies that differ: which of them is meant, a person must say.
            self.unreadable.extend((mark, text) for text in new if len(texts) <= len(marks))
            return
        text = next(iter(new))
        edit = _understood(mark, text)
        if edit is None:
            self.unreadable.append((mark, text))
        else:
            self.edits.append(edit)


def _same(text: str, before: str) -> bool:
    return _squeezed(text) in {_squeezed(before), ""} if before == BLANK else _squeezed(text) == _squeezed(before)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _understood(mark: Mark, text: str) -> Edit | None:
    """A number as Indonesians write it, the name of an absence, or a grade; nothing else."""
    plain = _squeezed(text)
    if plain.lower() in _ABSENT:
        return Edit(mark=mark, text=plain, value=None, grade=None, status=_ABSENT[plain.lower()])
    bare = re.sub(r"\s*(?:%|persen|" + re.escape(mark.unit) + r")$", "", plain, flags=re.I) if mark.unit else plain
    number = _NUMBER.match(bare.removesuffix("%").strip())
    if number:
        whole, fraction = number[2].replace(".", ""), number[3] or ""
        value = Decimal(f"{number[1]}{whole}.{fraction}" if fraction else f"{number[1]}{whole}")
        return Edit(mark=mark, text=plain, value=value, grade=None, status=Status.GIVEN if value else Status.ZERO)
    if _GRADE.match(plain):
        return Edit(mark=mark, text=plain, value=None, grade=plain, status=Status.GIVEN)
    return None


def _named(mark: Mark) -> str:
    return f"{mark.indicator}, {mark.title}"


def readings_of(found: ReadBack) -> tuple[Reading, ...]:
    """The edits as readings of the form, for the store to propose; the place is the mark."""
    from extractor.facts import Kind, Place, Reading, Source

    return tuple(
        Reading(
            indicator=edit.mark.indicator,
            kind=Kind(edit.mark.kind),
            year=edit.mark.year,
            period=edit.mark.period or None,
            value=edit.value,
            grade=edit.grade,
            unit=edit.mark.unit or None,
            raw=edit.text,
            status=edit.status,
            source=Source.TABLE,
            place=Place(page=None, box=None, locator=edit.mark.tag),
            section=edit.mark.title,
            notes=(f"diubah pada formulir dari «{edit.mark.text}» menjadi «{edit.text}»",),
        )
        for edit in found.edits
    )


def _open(path: Path) -> tuple[Manifest, list[tuple[str, str]]]:
    from extractor.sniff import FileKind, sniff

    kind = sniff(path)
    if kind is FileKind.WORD:
        return _open_word(path)
    if kind is FileKind.SHEET:
        return _open_workbook(path)
    raise WrongType(name=path.name, found=kind.value)


def _open_word(path: Path) -> tuple[Manifest, list[tuple[str, str]]]:
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("customXml/item")]
            manifest = manifest_in(archive.read(name) for name in names)
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            body = etree.fromstring(archive.read("word/document.xml"), parser)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        raise Damaged(name=path.name, detail=str(fault)) from fault
    if manifest is None:
        raise NotOurForm(name=path.name)
    return manifest, list(_controls(body, {control_title("", mark.tag).strip(): mark.tag for mark in manifest.marks}))


def _controls(body: Any, by_title: Mapping[str, str]) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (lxml element)
    """(tag, text now) of our content controls; what tracked changes deleted is gone, what they inserted counts.

    ``by_title``: the mark at the end of a control's title -> tag, for programs that keep only the title.
    """
    for control in body.iter(f"{_W}sdt"):
        tag, title = control.find(f"{_W}sdtPr/{_W}tag"), control.find(f"{_W}sdtPr/{_W}alias")
        name = "" if tag is None else tag.get(f"{_W}val", "")
        if not name and title is not None:
            name = by_title.get(title.get(f"{_W}val", "").rpartition(" ")[2], "")
        if not _OURS.match(name) or any(parent.tag == f"{_W}del" for parent in control.iterancestors()):
            continue
        if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            # Word's own prompt ("Click here to enter text") is no text of a person.
            yield name, ""
            continue
        shown = (node for node in control.iter(f"{_W}t") if next(node.iterancestors(f"{_W}del"), None) is None)
        yield name, "".join(node.text or "" for node in shown)


def _open_workbook(path: Path) -> tuple[Manifest, list[tuple[str, str]]]:
    import openpyxl

    workbook = openpyxl.load_workbook(path, data_only=True)
    manifest = manifest_in_workbook(workbook)
    if manifest is None:
        raise NotOurForm(name=path.name)
    found: list[tuple[str, str]] = []
    for sheet in workbook.worksheets:
        if sheet.title != SHEET:
            found.extend(_tagged_cells(sheet))
    return manifest, found


def _tagged_cells(sheet: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (openpyxl ships no types)
    """Each hidden tag with the text of the cell under the same heading."""
    columns: dict[int, int] = {}
    for row in sheet.iter_rows():
        titles = {str(cell.value): cell.column for cell in row if cell.value is not None}
        tags = {title.removeprefix("Tag: "): column for title, column in titles.items() if title.startswith("Tag: ")}
        if tags:
            columns = {column: titles[title] for title, column in tags.items() if title in titles}
            continue
        for cell in row:
            if cell.column in columns and _OURS.match(str(cell.value or "")):
                yield str(cell.value), _cell_text(sheet.cell(cell.row, columns[cell.column]))


def _cell_text(cell: Any) -> str:  # noqa: ANN401 (openpyxl ships no types)
    """As the form would print it. Excel gives a binary number: 15 digits of it are what was typed."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return printed(_with_places(Decimal(format(value, ".15g")), str(cell.number_format)))
    return str(value)


def _with_places(number: Decimal, number_format: str) -> Decimal:
    """Excel drops final zeros: a cell formatted with two decimals that holds 84.1 was printed as 84,10."""
    plain = re.sub(r'"[^"]*"', "", number_format)
    places = len(plain.partition(".")[2].partition(";")[0].rstrip("_- )"))
    exponent = number.as_tuple().exponent
    if not number_format.startswith("#,##0") or not isinstance(exponent, int):
        return Decimal(format(number, "f"))
    return number.quantize(Decimal(1).scaleb(min(exponent, -places)))
