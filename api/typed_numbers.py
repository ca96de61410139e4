"""Numbers as people type them into a field: the Indonesian way, exact, refused where they can mean two things."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.errors import WarisanError

_INDONESIAN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})")
"""``55.56``: no thousands can be meant, three digits would have to follow."""


class NotANumber(WarisanError):
    """{typed} is no number. Write it as 1234,56."""

    indonesian = "{typed} bukan angka. Tuliskan seperti 1234,56."


def typed_number(typed: str) -> Decimal | None:
    """``1.234,5`` is 1234.5 and ``1.234`` is 1234; empty is ``None``."""
    plain = re.sub(r"[\s\u00a0]", "", typed).replace("\u2212", "-")
    if not plain:
        return None
    if _INDONESIAN.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(plain):
        return Decimal(plain)
    raise NotANumber(typed=typed)
