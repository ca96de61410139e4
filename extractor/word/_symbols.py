"""Characters that Word stores as font positions or as raised digits."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x78: "☒",
    0xA7: "▪", 0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "☐"}
_SYMBOL = {
    0x2D: "−", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x53: "Σ", 0x44: "Δ", 0xA3: "≤", 0xA5: "∞",
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "Σ",
    0xDE: "⇒", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE_AREA = 0xF000
"""Word adds this to the position of a character in a symbol font."""

_RAISED = str.maketrans("0123456789()+-−=abcdeno*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁻⁼ᵃᵇᶜᵈᵉⁿᵒ*")


def symbol(font: str, code: str) -> str:
    """The character of ``w:sym``; empty where the font's position is not known."""
    try:
        position = int(code, 16)
    except ValueError:
        return ""
    return _placed(font, position)


def is_symbol_font(font: str) -> bool:
    return font.lower() in _FONTS


def in_symbol_font(font: str, text: str) -> str:
    """Text typed in a symbol font: a "ü" in Wingdings is a tick."""
    if not is_symbol_font(font):
        return text
    return "".join(_placed(font, ord(letter)) or letter for letter in text)


def raised(text: str) -> str:
    """Superscript as superscript characters, so that a note's mark never becomes a digit of the value."""
    return text.translate(_RAISED)


def _placed(font: str, position: int) -> str:
    table = _FONTS.get(font.lower())
    if table is not None:
        return table.get(position & 0xFF if position >= _PRIVATE_AREA else position, "")
    return chr(position) if 0x20 <= position < _PRIVATE_AREA and not 0xD800 <= position < 0xE000 else ""
