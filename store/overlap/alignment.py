"""Two passages side by side: which words are the same, which numbers look typed again with a slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from store.overlap.contradictions import number_slip
from store.overlap.passage_facts import Change, Copying, RetypedNumber
from store.overlap.pieces import CELLS_APART, row_numbers

LEAST_SIMILARITY = Decimal("0.7")
"""Two passages with fewer words in common, in order, only sound alike."""
WORDS_AROUND = 6

_TOKEN = re.compile(r"\S+")
_TOKEN_OR_LINE = re.compile(r"\n|\S+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def side_by_side(one: str, other: str) -> tuple[Change, ...]:
    """The words of both in order, in parts that are equal and parts that differ; lines stay lines."""
    from rapidfuzz.distance import LCSseq

    first, second = _TOKEN_OR_LINE.findall(one), _TOKEN_OR_LINE.findall(other)
    parts: list[Change] = []
    for step in LCSseq.opcodes(_compared(first), _compared(second)):
        part = Change(
            one=_joined(first[step.src_start : step.src_end]),
            other=_joined(second[step.dest_start : step.dest_end]),
            is_equal=step.tag == "equal",
        )
        if parts and not part.is_equal and not parts[-1].is_equal:  # a word replaced: taken out, then put in
            before = parts.pop()
            part = Change(
                one=_joined([before.one, part.one]), other=_joined([before.other, part.other]), is_equal=False
            )
        parts.append(part)
    return tuple(parts)


def _joined(words: list[str]) -> str:
    return " ".join(word for word in words if word).replace(" \n ", "\n")


def likeness(one: str, other: str) -> Decimal:
    """Share of words in the same order, against both lengths; any number is like any other."""
    from rapidfuzz.distance import Indel

    return Decimal(str(Indel.normalized_similarity(_masked(one), _masked(other)))).quantize(Decimal("0.001"))


def copying_of(one: str, other: str, similarity: Decimal) -> Copying:
    if _compared(_TOKEN.findall(one)) == _compared(_TOKEN.findall(other)):
        return Copying.SAME
    return Copying.RENEWED if similarity == 1 else Copying.EDITED


def shares_numbers(one: str, other: str) -> bool:
    """At least half of the smaller table's values stand in the other too; a form with new values is no copy."""
    first, second = (
        Counter(number for line in text.split("\n") for number in row_numbers(line.split(CELLS_APART)))
        for text in (one, other)
    )
    smaller = min(first.total(), second.total())
    return not smaller or 2 * (first & second).total() >= smaller


def retyped_numbers(one: str, other: str) -> Iterator[RetypedNumber]:
    before = ""
    for part in side_by_side(one, other):
        if part.is_equal:
            before = part.one
            continue
        first, second = _NUMBER.findall(part.one), _NUMBER.findall(part.other)
        if len(first) != len(second):
            continue
        for number, typed in zip(first, second, strict=True):
            hint = "" if number == typed else number_slip(_value(number), _value(typed))
            if hint:
                around = " ".join(before.split()[-WORDS_AROUND:])
                yield RetypedNumber(one=number, other=typed, hint=hint, around=around)


def _value(printed: str) -> Decimal:
    """As Indonesian reports print it; which sign parts the thousands matters little for a slip."""
    if "," in printed and "." in printed:
        decimal = max(printed.rindex(","), printed.rindex("."))
        return Decimal(re.sub(r"[.,]", "", printed[:decimal]) + "." + printed[decimal + 1 :])
    whole, *rest = re.split(r"[.,]", printed)
    if len(rest) == 1 and not ("." in printed and len(rest[0]) == 3):
        return Decimal(f"{whole}.{rest[0]}")
    return Decimal(whole + "".join(rest))


def _compared(tokens: list[str]) -> list[str]:
    return [token.strip('.,;:()"“”|').lower() or token for token in tokens]


def _masked(text: str) -> list[str]:
    return [_NUMBER.sub("#", token) for token in _compared(_TOKEN.findall(text)) if token != "|"]
