"""Names of the WordprocessingML elements that the walk meets."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An lxml element. Its stubs do not know that tags of comments and entities are functions, so it stays open."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return _W + name


def m(name: str) -> str:
    """The full name of a mathematical element."""
    return _M + name


VAL = w("val")
ID = w("id")
BODY = w("body")
P, PPR, R, RPR, T = w("p"), w("pPr"), w("r"), w("rPr"), w("t")
TBL, TR, TC, TRPR, TCPR = w("tbl"), w("tr"), w("tc"), w("trPr"), w("tcPr")
SDT, SDT_CONTENT, SDT_PR = w("sdt"), w("sdtContent"), w("sdtPr")
INS, DEL, MOVE_TO, MOVE_FROM = w("ins"), w("del"), w("moveTo"), w("moveFrom")
TEXT_BOX = w("txbxContent")
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
CHECKBOX, CHECKED, VAL14 = _W14 + "checkbox", _W14 + "checked", _W14 + "val"

TRANSPARENT = frozenset(
    {w("customXml"), w("smartTag"), w("hyperlink"), w("fldSimple"), w("dir"), w("bdo"), SDT_CONTENT}
)
"""Wrappers whose content reads as if they were not there."""
INSERTED = frozenset({INS, MOVE_TO})


def is_on(element: Element | None) -> bool:
    """The value of an on/off element such as ``w:b``: present and not switched off."""
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off"}
