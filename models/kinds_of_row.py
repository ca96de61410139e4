"""Whether a printed name reads like an indicator at all, for what fits nothing in the catalogue."""

from __future__ import annotations

import re

from models.facts import Mention
from models.lexicon import lexicon
from models.names import PrintedName

_TOTAL = re.compile(r"^(sub\s?total|total|jumlah total|grand total|rata-rata capaian|jumlah$|rata-rata$)")


def reads_like_indicator(name: PrintedName, mention: Mention) -> bool:
    """A head such as "persentase" or "jumlah" in front, or a unit and more than one word.

    Headings, totals, budget lines and outputs of a sub kegiatan ("Jumlah Dokumen ...") do not.
    """
    text = name.text
    if len(name.words) == 0 or _TOTAL.match(text):
        return False
    if is_output(name):
        return False
    first = text.split()[0]
    if first in lexicon().indicator_heads:
        return True
    if is_heading(name):
        return False
    return mention.unit is not None and len(name.words) >= 2


def is_output(name: PrintedName) -> bool:
    """What a sub kegiatan delivers: "Jumlah Dokumen ...", "Jumlah Paket ...", "... (sub kegiatan)"."""
    return is_called_output(name) or any(name.text.startswith(f"jumlah {output} ") for output in lexicon().outputs)


def is_called_output(name: PrintedName) -> bool:
    """The print itself says so in brackets: "... (sub kegiatan)"."""
    return any(word in ("kegiatan", "subkegiatan", "keluaran") for aside in name.asides for word in aside.split())


def titled(name: PrintedName) -> bool:
    """The heading of an office, a field or a program, or a line in capitals that does not begin like an indicator."""
    first = name.text.split()[0] if name.text else ""
    return first in lexicon().titles or (_in_capitals(name.raw) and first not in lexicon().indicator_heads)


def _in_capitals(raw: str) -> bool:
    """Words in capitals, not only abbreviations."""
    return raw.isupper() and any(len(word) >= 5 for word in re.findall(r"[^\W\d_]+", raw))


def is_heading(name: PrintedName) -> bool:
    """In capitals, or beginning like a program, an office or a chapter, and not like an indicator."""
    first = name.text.split()[0] if name.text else ""
    return first not in lexicon().indicator_heads and (_in_capitals(name.raw) or _starts(name.text))


def _starts(text: str) -> bool:
    return any(text == start or text.startswith(start + " ") for start in lexicon().not_indicator_starts)
