"""How an Indonesian report prints a value: comma or dot decimals, dots for thousands, Rp, absences as words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ABSENT = {
    "-": "missing",
    "": "missing",
    "N/A": "missing",
    "belum rilis": "not_released",
}
"""Print that stands for no value, and the absence it says."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal, *, dot: bool = False, thousands: bool = True) -> str:
    """``1234.50`` as ``1.234,50``; with ``dot`` as ``1234.50`` (the other habit, without thousands)."""
    text = format(value, "f")
    if dot:
        return text
    whole, _, fraction = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if thousands:
        whole = f"{int(whole):,}".replace(",", ".")
    return sign + whole + ("," + fraction if fraction else "")


def rupiah(value: Decimal, *, form: str = "plain") -> str:
    """Money as the treasurer prints it: ``plain``, ``Rp`` before it, or ``cents`` behind it."""
    negative, text = value < 0, number(abs(value))
    if form == "cents":
        text += ",00"
    if form == "rp":
        text = "Rp" + text + ",00"
    return f"({text})" if negative else text


def ratio(part: Decimal, whole: Decimal, decimals: int = 2) -> Decimal:
    return rounded(part / whole * 100, decimals)


def capaian(target: Decimal, realisasi: Decimal, *, lower: bool) -> Decimal:
    """Percent reached; where less is better the usual inverse ``(2 x target - realisasi) / target``."""
    reached = 2 * target - realisasi if lower else realisasi
    return ratio(reached, target)
