"""How a stored value shows: percent formats, literals of the format, exact digits."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETED = re.compile(r"\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]")
_DIGITS = re.compile(r"[0#?][0#?.,]*(?:E[+-]0+)?")


def shown(value: object, number_format: str) -> str:
    """The text of a cell: numbers with all stored digits, never rounded to what the format happens to show."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(exact(value), number_format)
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def exact(value: float) -> Decimal:
    """The decimal number that was typed or computed: 15 significant digits, as many as Excel keeps."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    before, after, percent = _literals(number_format.split(";", maxsplit=1)[0])
    digits = format((value * 100 if percent else value).normalize(), "f")
    whole, point, decimals = digits.partition(".")
    if len(decimals) == 3:
        decimals += "0"  # three digits after a sign could be thousands; four cannot
    return f"{before}{whole}{',' if point else ''}{decimals}{after}{'%' if percent else ''}"


def _literals(section: str) -> tuple[str, str, bool]:
    """What a number format prints before and after the digits, and whether it shows percent."""
    section = _BRACKETED.sub(lambda found: f'"{found.group(1)}"' if found.group(1) else "", section)
    section = re.sub(r"[_*].", "", section)  # a gap as wide as, or filled with, the next character
    found = _DIGITS.search(_LITERAL.sub(lambda literal: " " * len(literal.group()), section))
    if found is None:
        return "", "", "%" in _LITERAL.sub("", section)
    before, after = (_quoted(part) for part in (section[: found.start()], section[found.end() :]))
    percent = "%" in _LITERAL.sub("", section)
    return (f"{before.strip()} " if before.strip() else ""), after.rstrip(), percent


def _quoted(part: str) -> str:
    return "".join(found.group(1) or found.group(2) or "" for found in _LITERAL.finditer(part))


def _date(value: date, number_format: str) -> str:
    """Dates as Indonesians write them; a format of the year alone shows the year."""
    if re.fullmatch(r"(?:\[[^\]]*\])?y+(?:;@)?", number_format, re.IGNORECASE):
        return str(value.year)
    return f"{value.day:02d}/{value.month:02d}/{value.year}"
