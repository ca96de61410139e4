"""Damage that print does to numbers, put right where only one reading is left; each repair is told.

Digits broken over the lines of a narrow column, spaces inside a number, letters that scanners take for digits.
What could be two numbers stays as it is, and is refused later.
"""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_ZERO_WIDTH = re.compile(r"[\xad\u200b-\u200d\u2060\ufeff]")
_BULLET = re.compile(r"\A\s*[•●▪■➢]\s*")
_TYPOGRAPHY = str.maketrans(
    {"−": "-", "‒": "–", "﹣": "-", "－": "-", "％": "%", "，": ",", "．": ".", "⁄": "/", "∕": "/"}
)

_RUN_END = re.compile(r"\d[\d.,]*$")
_RUN_START = re.compile(r"[.,]?\d[\d.,]*")
_INCOMPLETE_GROUP = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{1,2}$")
_ONE_DECIMAL = re.compile(r"\d+[.,]\d$")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})*[.,]\d{3}$")
_WELL = re.compile(r"\d+(?:[.,]\d+)?$|\d{1,3}(?:\.\d{3})+(?:,\d+)?$|\d{1,3}(?:,\d{3})+(?:\.\d+)?$")

_CONFUSED = re.compile(r"(?<![A-Za-z])[\dOolI|S][\dOolI|S.,]*(?![A-Za-z\d])")
_AS_DIGITS = str.maketrans("OolI|S", "001115")

_AROUND_SIGN = re.compile(r"(?<=\d) +([.,]) ?(?=\d)|(?<=\d), (?=\d{1,2}(?!\d))|(?<=\d)([.,]) (?=\d{3}(?!\d))")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?![\d.,]| \d)")
_SPACED_DIGIT = re.compile(r"(?<![\d.,])(\d) (\d{1,2}(?:[.,]\d+)(?![\d.,])|\d{1,2}(?= ?%))")


def tidy(text: str) -> str:
    """One kind of minus, percent and space, no bullet; lines kept."""
    text = text.translate(_TYPOGRAPHY)
    if not text.isascii():
        text = _BULLET.sub("", _ZERO_WIDTH.sub("", text))
    return _SPACES.sub(" ", text).strip()


def repair(text: str) -> tuple[str, bool]:
    """``text`` (tidied) on one line with its numbers whole again, and whether anything was put right."""
    joined = _join_lines(text) if "\n" in text else text
    right = _CONFUSED.sub(_digits_again, joined)
    if " " in right:
        right = _AROUND_SIGN.sub(lambda m: m.group(0).strip(), right)
        right = _SPACED_THOUSANDS.sub(lambda m: m.group(0).replace(" ", ""), right)
        right = _SPACED_DIGIT.sub(r"\1\2", right)
    return right, right != " ".join(text.split())


def repair_letters(text: str) -> str:
    """Letters that scanners took for digits, put right; the text keeps its length."""
    return _CONFUSED.sub(_digits_again, text)


def _digits_again(match: re.Match[str]) -> str:
    """Letters that stand between digits and separators become digits; ``25l`` (liter) and ``S1`` stay."""
    token = match.group()
    digits = sum(letter.isdigit() for letter in token)
    letters = sum(letter.isalpha() or letter == "|" for letter in token)
    has_sign = "." in token or "," in token
    if not letters or letters > digits or (digits < 2 and not has_sign):
        return token
    if token[-1] in "lI|S" and not has_sign:
        return token
    return token.translate(_AS_DIGITS)


def _join_lines(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    whole = lines[0]
    for line in lines[1:]:
        whole += line if _is_broken(whole, line) else f" {line}"
    return whole


def _is_broken(before: str, after: str) -> bool:
    """Whether a number runs on from one line to the next."""
    left, right = _RUN_END.search(before), _RUN_START.match(after)
    if left is None or right is None:
        return False
    head, tail = left.group(), right.group().rstrip(".,")
    if not _WELL.match(head + tail):
        return False
    if head[-1] in ".," or tail[0] in ".,":
        return True
    if _INCOMPLETE_GROUP.match(head) or (_ONE_DECIMAL.match(head) and tail.isdigit() and len(tail) <= 2):
        return True
    if not head.isdigit():
        return False
    if tail.isdigit():
        return len(head) >= 4 or len(tail) == 1 or _is_year(head + tail)
    # "1" / "2.345": the first line holds the first digits of a grouped number.
    return bool(_GROUPS.match(head + tail)) and len(head) <= 2 and len(tail.split(".", 1)[0].split(",", 1)[0]) < 3


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in {"19", "20"}
