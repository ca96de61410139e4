"""The parts of a .docx that reading needs, with Strict namespaces mapped to the usual ones."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from extractor._ooxml import open_zip, parse_part, read_part
from extractor.errors import Damaged, InBoth
from extractor.settings import ReadLimits
from extractor.word._names import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""ISO/IEC 29500 Strict has the same elements under other names."""

_NO_BODY = InBoth("it has no main document", "dokumen utamanya tidak ada")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParts:
    """Trees of the parts; ``None`` or empty where the file has no such part."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    margins: tuple[Element, ...]
    """Headers, then footers."""


def open_parts(path: Path, limits: ReadLimits) -> WordParts:
    with open_zip(path, limits) as archive:
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        package = _Package(archive, names, path.name)
        main = package.main()
        document = package.tree(main)
        if document is None:
            raise Damaged(name=path.name, detail=_NO_BODY)
        return WordParts(
            document=document,
            styles=package.first_tree(main, "styles"),
            numbering=package.first_tree(main, "numbering"),
            footnotes=package.first_tree(main, "footnotes"),
            endnotes=package.first_tree(main, "endnotes"),
            margins=tuple(package.trees(main, "header")) + tuple(package.trees(main, "footer")),
        )


@dataclass(frozen=True, slots=True)
class _Package:
    archive: ZipFile
    names: dict[str, str]
    """Part names in lower case with forward slashes -> as the zip has them."""
    file_name: str

    def tree(self, part: str) -> Element | None:
        stored = self.names.get(part.lower())
        content = None if stored is None else read_part(self.archive, stored, self.file_name)
        if content is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in content:
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
        return parse_part(content, self.file_name)

    def main(self) -> str:
        """The document itself; some programs do not name it, but one that lies elsewhere is not fetched."""
        relations = self.tree("_rels/.rels")
        named = [one for one in (() if relations is None else relations) if _is_of(one, "officeDocument")]
        return next(self.related("", "officeDocument"), "" if named else "word/document.xml")

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Names of the parts that ``source`` refers to as ``kind``."""
        folder, name = posixpath.split(source)
        relations = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            if _is_of(relation, kind) and relation.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def trees(self, source: str, kind: str) -> Iterator[Element]:
        for part in self.related(source, kind):
            tree = self.tree(part)
            if tree is not None:
                yield tree

    def first_tree(self, source: str, kind: str) -> Element | None:
        return next(self.trees(source, kind), None)


def _is_of(relation: Element, kind: str) -> bool:
    return str(relation.get("Type", "")).endswith("/" + kind)
