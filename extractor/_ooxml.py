"""Opening the zip of a Word or Excel file without being harmed by it."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import Damaged, ExpandsTooMuch, InBoth, PasswordProtected

if TYPE_CHECKING:
    from lxml import etree

    from extractor.settings import ReadLimits

MEGABYTE = 1_000_000

CONTENT_TYPES = "[Content_Types].xml"

_END_OF_DIRECTORY = b"PK\x05\x06"
_DIRECTORY_ENTRY_BYTES = 512
"""Room for one part in the zip's directory: 46 bytes and its name, with a wide margin."""
_RATIO_MATTERS_FROM = 50 * MEGABYTE
_ENCRYPTED = 0x1
_PROLOGUE_BYTES = 65_536
_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+([\"'])(.*?)\1", re.DOTALL)

NOT_A_ZIP = InBoth("its zip directory cannot be read", "daftar isi zip-nya tidak terbaca")
BAD_XML = InBoth("its XML cannot be read", "XML-nya tidak terbaca")


def open_zip(path: Path, limits: ReadLimits) -> zipfile.ZipFile:
    """The zip, once its directory shows that unpacking it is harmless."""
    _check_directory_size(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as cause:
        raise Damaged(name=path.name, detail=NOT_A_ZIP) from cause
    try:
        _check_parts(archive, path, limits)
    except Exception:
        archive.close()
        raise
    return archive


def read_part(archive: zipfile.ZipFile, part: str, file_name: str) -> bytes | None:
    """The bytes of one part, ``None`` where the file has no such part."""
    try:
        return archive.read(part)
    except KeyError:
        return None
    except RuntimeError as cause:  # zipfile's word for "encrypted"
        raise PasswordProtected(name=file_name) from cause
    except Exception as cause:  # zlib, lzma, zipfile and struct each raise their own
        detail = InBoth(f"its part {part} cannot be unpacked", f"bagian {part} tidak dapat dibuka")
        raise Damaged(name=file_name, detail=detail) from cause


def parse_part(content: bytes, file_name: str) -> etree._Element:
    """The XML tree of one part; entities are never resolved, nothing is fetched, depth is bounded by libxml2."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise Damaged(name=file_name, detail=BAD_XML) from cause


def refuse_entity_bombs(archive: zipfile.ZipFile, file_name: str, limits: ReadLimits) -> None:
    """Refuse a document type whose entities are built from each other: office programs never write one."""
    for part in archive.namelist():
        if part.lower().endswith((".xml", ".rels")) and _is_entity_bomb(_start_of(archive, part)):
            raise ExpandsTooMuch(name=file_name, limit=limits.max_unpacked_mb)


def _start_of(archive: zipfile.ZipFile, part: str) -> bytes:
    """Empty where the part is damaged: that is told when the part is needed (a theme never is)."""
    try:
        with archive.open(part) as opened:
            return opened.read(_PROLOGUE_BYTES)
    except Exception:  # zlib, lzma, zipfile and struct each raise their own
        return b""


def _is_entity_bomb(start: bytes) -> bool:
    if b"<!DOCTYPE" not in start:
        return False
    return any(b"&" in entity.group(2) or b"%" in entity.group(2) for entity in _ENTITY.finditer(start))


def _check_directory_size(path: Path, limits: ReadLimits) -> None:
    """Read the directory's size before zipfile builds an object for every entry in it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    end = tail.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(tail) < end + 22:
        raise Damaged(name=path.name, detail=NOT_A_ZIP)
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    if directory_bytes > limits.max_entries * _DIRECTORY_ENTRY_BYTES:
        raise ExpandsTooMuch(name=path.name, limit=limits.max_unpacked_mb)


def _check_parts(archive: zipfile.ZipFile, path: Path, limits: ReadLimits) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise PasswordProtected(name=path.name)
    if len(parts) > limits.max_entries or sum(part.file_size for part in parts) > limits.max_unpacked_mb * MEGABYTE:
        raise ExpandsTooMuch(name=path.name, limit=limits.max_unpacked_mb)
    _refuse_two_of_one_name(parts, path.name)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and _is_bomb(part, limits):
            raise ExpandsTooMuch(name=path.name, limit=limits.max_part_mb)


def _refuse_two_of_one_name(parts: list[zipfile.ZipInfo], file_name: str) -> None:
    """Which of the two counts, each program decides for itself: what one shows another hides."""
    names = Counter(part.filename.replace("\\", "/").lower() for part in parts if not part.is_dir())
    twice = next((name for name, count in names.items() if count > 1 and name.endswith((".xml", ".rels"))), None)
    if twice is not None:
        detail = InBoth(f"it holds two parts named {twice}", f"memuat dua bagian bernama {twice}")
        raise Damaged(name=file_name, detail=detail)


def _is_bomb(part: zipfile.ZipInfo, limits: ReadLimits) -> bool:
    if part.file_size > limits.max_part_mb * MEGABYTE:
        return True
    return part.file_size > _RATIO_MATTERS_FROM and part.file_size > limits.max_ratio * max(1, part.compress_size)


_UNCOUNTED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")


def check_sheet_parts(path: Path, limits: ReadLimits) -> int | None:
    """Refuse what would make a reader of sheets hang; returns how many formulas have no stored value.

    ``None`` where the sheets are binary. A document type is refused outright: Excel writes none.
    """
    uncounted = 0
    with open_zip(path, limits) as archive:
        sheets = [part for part in archive.namelist() if "worksheets/" in part.lower()]
        if any(part.lower().endswith(".bin") and "/sheet" in part.lower() for part in sheets):
            return None
        for part in archive.namelist():
            if part.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in _start_of(archive, part):
                raise ExpandsTooMuch(name=path.name, limit=limits.max_unpacked_mb)
        for part in sheets:
            if part.lower().endswith(".xml"):
                content = read_part(archive, part, path.name) or b""
                uncounted += len(_UNCOUNTED.findall(content))
                if sum(_area(merge) for merge in _MERGE.findall(content)) > limits.max_cells:
                    raise ExpandsTooMuch(name=path.name, limit=limits.max_unpacked_mb)
    return uncounted


def _area(merge: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = merge
    columns = _column(right) - _column(left) + 1
    return max(1, columns) * max(1, int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
