"""Tables without a header, as a page leaves them behind, whose numbers prove what their columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.numbers_id import parse_value
from extractor.tables.arithmetic import fits
from extractor.tables.headers import HeadedTable, is_column_number_row
from extractor.tables.labels import looks_like_indicator
from extractor.tables.matrix import Row, Table, text_at
from extractor.tables.rejecting import looks_like_money

FEWEST_ROWS = 3
SHARE = Decimal("0.8")
_HUNDRED = Decimal(100)


def headed_by_arithmetic(table: Table) -> HeadedTable | None:
    """Three columns of which the third is the ratio of the others, row after row, are target, realisasi, capaian."""
    body = tuple(row for row in table.rows if not is_column_number_row(row))
    if len(body) < FEWEST_ROWS or table.n_cols < 4:
        return None
    proven = [col for col in range(1, table.n_cols - 2) if _is_ratio(body, col)]
    if len(proven) != 1:
        return None
    target = proven[0]
    name = max(range(target), key=lambda col: _letters(body, col))
    if not _names_indicators(body, name) or _has_words(body[0], target):
        return None
    said = {name: "Indikator", target: "Target", target + 1: "Realisasi", target + 2: "Capaian (%)"}
    if target - 1 > name:
        said[target - 1] = "Satuan"
    return HeadedTable(
        table=table,
        header=(),
        body=body,
        body_start=len(table.rows) - len(body),
        paths=tuple((said[col],) if col in said else () for col in range(table.n_cols)),
        guessed=True,
    )


def _is_ratio(rows: Sequence[Row], col: int) -> bool:
    """The column after next holds realisasi against target in most rows, and not only where all are 100."""
    checked = fitting = telling = 0
    for row in rows:
        texts = [text_at(row, col + step) for step in range(3)]
        values = [parse_value(text).value for text in texts]
        target, realisasi, capaian = values
        if target is None or realisasi is None or capaian is None:
            continue
        if looks_like_money(texts[0]):
            return False
        checked += 1
        if fits(target, realisasi, capaian):
            fitting += 1
            telling += target not in {capaian, realisasi, _HUNDRED}
    return checked >= FEWEST_ROWS and fitting >= SHARE * checked and telling >= FEWEST_ROWS - 1


def _names_indicators(rows: Sequence[Row], col: int) -> bool:
    """Names of several words; those of districts and offices' rooms have one or two."""
    names = [text for row in rows if (text := text_at(row, col))]
    fitting = sum(looks_like_indicator(name) or len(re.findall(r"[^\W\d_]{3,}", name)) >= 3 for name in names)
    return fitting >= max(1, 0.6 * len(names))


def _has_words(row: Row, target: int) -> bool:
    """Words over the numbers: a header that is not known, so the numbers are something else."""
    return any(re.search(r"[^\W\d_]{4}", text_at(row, target + step)) for step in range(3))


def _letters(rows: Sequence[Row], col: int) -> int:
    return sum(sum(map(str.isalpha, text_at(row, col))) for row in rows)
