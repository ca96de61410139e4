"""What the trained model sees of a column: the words over it, what stands beside it, what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from extractor.numbers_id import parse_value
from extractor.tables.arithmetic import fits
from extractor.tables.column_facts import Column
from extractor.tables.headers import HeadedTable
from extractor.tables.matrix import text_at
from extractor.tables.vocabulary import Role

ROWS_SEEN = 40
Features = dict[str, float]
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_WORDS = re.compile(r"[^a-z#%]+")
_BORDERS = (0.2, 0.5, 0.8, 0.98, 1.02, 1.25, 2, 5)
"""Between these lie the classes of how large a column is against another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """One column with the roles and figures of those beside it."""

    path: tuple[str, ...]
    cells: tuple[str, ...]
    left: Role | None
    right: Role | None
    roles: frozenset[Role]
    """Of all other columns of the table."""
    figures: tuple[Decimal | None, ...]
    target: tuple[Decimal | None, ...] = ()
    realisasi: tuple[Decimal | None, ...] = ()
    """Figures of the nearest such column, row by row; empty where there is none."""


def see_column(headed: HeadedTable, columns: Sequence[Column], col: int) -> ColumnSeen:
    others = [column for column in columns if column.col != col]
    return ColumnSeen(
        path=columns[col].path,
        cells=tuple(text_at(row, col) for row in headed.body[:ROWS_SEEN]),
        left=columns[col - 1].role if col else None,
        right=columns[col + 1].role if col + 1 < len(columns) else None,
        roles=frozenset(column.role for column in others),
        figures=_figures(headed, col),
        target=_nearest(headed, others, col, Role.TARGET),
        realisasi=_nearest(headed, others, col, Role.REALISASI),
    )


def _nearest(headed: HeadedTable, others: Sequence[Column], col: int, role: Role) -> tuple[Decimal | None, ...]:
    found = min((column for column in others if column.role is role), key=lambda c: abs(c.col - col), default=None)
    return _figures(headed, found.col) if found is not None else ()


def _figures(headed: HeadedTable, col: int) -> tuple[Decimal | None, ...]:
    return tuple(parse_value(text_at(row, col)).value for row in headed.body[:ROWS_SEEN])


def features_of(seen: ColumnSeen) -> Features:
    """Name of each feature with its weight; header words weigh the same in sum, however long the header is."""
    found = {"beside:left " + (seen.left or "edge"): 1.0, "beside:right " + (seen.right or "edge"): 1.0}
    found.update({f"table:{role}": 1.0 for role in seen.roles})
    for level, text in (("leaf", seen.path[-1:]), ("over", seen.path[:-1])):
        pieces = set(_pieces(" ".join(text)))
        found.update({f"{level}:{piece}": (8 / len(pieces)) ** 0.5 for piece in pieces})
    found.update(dict.fromkeys(_contents(seen), 1.0))
    return found


def plain_header(text: str) -> str:
    """Small letters, years and numbers as signs of their own."""
    years = _YEAR.sub(" # ", text.casefold())
    return " ".join(_NOT_WORDS.sub(" ", re.sub(r"\d+", "#", years)).split())


def _pieces(text: str) -> Iterator[str]:
    """Words, and runs of three to five letters."""
    plain = plain_header(text)
    if not plain:
        return
    yield from (f"={word}" for word in plain.split())
    framed = f" {plain} "
    for length in (3, 4, 5):
        yield from (framed[start : start + length] for start in range(len(framed) - length + 1))


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("percents", lambda text: text.endswith("%")),
    ("whole", lambda text: text.isdigit()),
    ("marks", lambda text: bool(re.fullmatch(r"[1-5]", text))),
    ("small", lambda text: bool(re.fullmatch(r"\d{1,2}", text))),
    ("years", lambda text: bool(re.fullmatch(r"20\d\d", text))),
    ("money", lambda text: bool(re.search(r"\d\.\d{3}\.\d{3}", text))),
    ("codes", lambda text: bool(re.match(r"\d\.\d{2}(?:\.\d\d)*\Z", text))),
    ("signs", lambda text: text[0] in "-+("),
    ("words", lambda text: len(re.findall(r"[^\W\d_]{3,}", text)) >= 2),
)


def _contents(seen: ColumnSeen) -> Iterator[str]:
    filled = [text for text in seen.cells if text]
    if not filled:
        yield "cells:none"
        return
    for name, is_kind in _KINDS:
        share = sum(map(is_kind, filled)) / len(filled)
        if share > 0.1:
            yield f"cells:{name}{' most' if share > 0.6 else ''}"
    yield f"cells:figures {round(4 * sum(value is not None for value in seen.figures) / len(seen.cells))}"
    yield from _sums(seen.figures)
    yield from _sizes("target", seen.figures, seen.target)
    yield from _sizes("realisasi", seen.figures, seen.realisasi)
    if _are_ratios(seen):
        yield "size:ratio of both"


def _sums(figures: Sequence[Decimal | None]) -> Iterator[str]:
    known = [value for value in figures if value is not None]
    if len(known) >= 3 and sum(known) == 100:
        yield "cells:sum 100"
    if len(known) >= 3 and sorted(known) == list(range(1, len(known) + 1)):
        yield "cells:order"


def _sizes(name: str, figures: Sequence[Decimal | None], others: Sequence[Decimal | None]) -> Iterator[str]:
    """How large the figures are against another column's: the middle of the quotients, and whether they agree."""
    quotients = [float(one / other) for one, other in zip(figures, others, strict=False) if one and other]
    if not quotients:
        return
    middle = median(quotients)
    yield f"size:{name} {sum(middle > border for border in _BORDERS)}"
    near = sum(0.6 <= quotient <= 1.6 for quotient in quotients) / len(quotients)
    yield f"size:{name} near {round(near * 3)}"


def _are_ratios(seen: ColumnSeen) -> bool:
    """Most rows are what realisasi is of target, in percent."""
    rows = [row for row in zip(seen.target, seen.realisasi, seen.figures, strict=False) if None not in row]
    fitting = sum(fits(*row) is not None for row in rows)  # type: ignore[arg-type]  # no None is left in the rows
    return bool(rows) and fitting > 0.5 * len(rows)
