"""Numbers as Indonesian readers print them, in the sentences of the store."""

from __future__ import annotations

from decimal import Decimal


def printed(value: Decimal) -> str:
    """``1731.50`` -> ``1.731,50``: exact, nothing rounded."""
    sign, digits = ("-", format(-value, "f")) if value < 0 else ("", format(value, "f"))
    whole, _, part = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{part}" if part else sign + grouped
