"""What the cells of a column, and the columns beside it, add to its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.numbers_id import looks_like_value, parse_value
from extractor.tables.column_facts import VALUE_ROLES, Column
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.labels import is_budget_account
from extractor.tables.matrix import text_at
from extractor.tables.vocabulary import INDICATOR_WORDS, Role, bare_header

RATIOS = (Decimal(50), Decimal(150))
"""Between these nearly every ratio lies."""


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text.strip()]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_small_number(text: str) -> bool:
    return bool(re.fullmatch(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]?(?:\d{1,2}[.)]?)*", text.strip(), re.IGNORECASE))


def _is_wordy(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= 2


def values_under_group_words(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """ "Sasaran 2024", "Output Nyata" to the right of the indicator and over figures: no name of a group."""
    named = next((column.col for column in columns if column.role is Role.INDICATOR), len(columns))
    return [
        replace(column, role=Role.UNKNOWN, reason=f"kepala '{column.path[-1]}' di atas angka")
        if column.role is Role.GROUP
        and (column.col > named or column.year is not None)
        and _share(column_text(headed, column.col), _is_figure) >= 0.6
        else column
        for column in columns
    ]


def _is_figure(text: str) -> bool:
    return bool(re.match(r"[\s<>≤≥(Rp.-]*\d", text)) and looks_like_value(text)


def numbers_apart(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """One header over two columns ("Indikator Kinerja" over its number and its name): the numbers are split off."""
    result = []
    for column in columns:
        texts = column_text(headed, column.col)
        numbered = _share(texts, _is_small_number) >= 0.7
        if column.role is Role.UNKNOWN:
            numbered = numbered and _counts_on(texts)
        if column.role in {Role.INDICATOR, Role.GROUP, Role.UNKNOWN} and numbered:
            column = replace(column, role=Role.NUMBER, reason="hanya nomor urut")
        result.append(column)
    return result


def _counts_on(texts: Sequence[str]) -> bool:
    """Letters, codes, or each number one more than the last: small values under unknown words are no numbering."""
    filled = [text.strip() for text in texts if text.strip()]
    if not all(text.isdigit() for text in filled):
        return not any(re.search(r"\d[.,]\d", text) for text in filled) or all(map(_CODE.match, filled))
    steps = [int(later) - int(earlier) for earlier, later in pairwise(filled)]
    return int(filled[0]) == 1 if len(filled) == 1 else sum(step == 1 for step in steps) >= 0.7 * len(steps)


_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\Z")


def _strength(column: Column) -> int:
    """Rank of an indicator header: "Indikator" before "Uraian" before "Komponen"."""
    short = "".join(bare_header(level) for level in column.path)
    return next((rank for rank, word in enumerate(INDICATOR_WORDS) if word in short), len(INDICATOR_WORDS))


def choose_indicator(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Exactly one column names the indicator; the others of its kind are context."""

    def words(column: Column) -> float:
        return _share(column_text(headed, column.col), _is_wordy)

    named = [column for column in columns if column.role is Role.INDICATOR]
    if not named:
        named = [column for column in columns if column.role is Role.GROUP and words(column) >= 0.3][-1:]
    if not named:
        named = [column for column in columns if column.header.casefold() == "ikk" and words(column) >= 0.5]
    if not named:
        first_value = next((column.col for column in columns if column.role in VALUE_ROLES), len(columns))
        named = [
            column
            for column in columns
            if column.role is Role.UNKNOWN and column.col < first_value and words(column) > 0
        ][-1:]
    if not named:
        return columns
    best = min(named, key=lambda column: (_strength(column), -words(column), column.col))
    return [
        replace(column, role=Role.INDICATOR if column.col == best.col else Role.GROUP)
        if column.role is Role.INDICATOR or column.col == best.col
        else column
        for column in columns
    ]


_KIND_WORD = re.compile(r"^(?:target|realisasi|capaian|baseline)(?: kinerja)?\W*$", re.IGNORECASE)


def kind_in_row(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    return [
        replace(column, role=Role.KIND_IN_ROW, reason="jenis nilai tertulis di tiap baris")
        if column.role in {Role.LEFT, Role.UNKNOWN, Role.GROUP, Role.INDICATOR}
        and _share(column_text(headed, column.col), lambda text: bool(_KIND_WORD.match(text.strip()))) >= 0.6
        else column
        for column in columns
    ]


def account_tables(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Where the rows are budget accounts (Pendapatan, Belanja), the budget is their target, and the rest their own."""
    indicator = next((column for column in columns if column.role is Role.INDICATOR), None)
    if indicator is None or _share(column_text(headed, indicator.col), is_budget_account) < 0.6:
        return columns
    result = []
    for column in columns:
        if column.role is Role.LEFT and column.reason == "anggaran":
            leaf = bare_header(column.path[-1])
            role = Role.REALISASI if "realisasi" in leaf else Role.CAPAIAN if "%" in leaf else Role.TARGET
            column = replace(column, role=role, reason="akun anggaran")
        result.append(column)
    return result


def budget_blocks(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Columns after "Anggaran (Rp)" that repeat Realisasi and % are money too."""
    result: list[Column] = []
    seen: set[tuple[Role, int | None]] = set()
    in_budget = False
    for column in columns:
        if column.role is Role.LEFT and column.reason == "anggaran":
            in_budget = True
        elif in_budget and column.role in VALUE_ROLES:
            money = "rp" in bare_header(column.path[-1])[-4:] or "(rp" in column.path[-1].casefold()
            repeated = (column.role, column.year) in seen
            if money or repeated or bare_header(column.path[-1]) in {"%", "persen", "persentase"}:
                column = replace(column, role=Role.LEFT, reason="anggaran")
            else:
                in_budget = False
        if column.role in VALUE_ROLES:
            seen.add((column.role, column.year))
        result.append(column)
    return result


def wordy_values_left(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """A value column whose cells are sentences holds remarks ("Capaian" as an explanation)."""
    return [
        replace(column, role=Role.LEFT, reason="berisi uraian, bukan nilai")
        if column.role in VALUE_ROLES
        and _share(column_text(headed, column.col), lambda text: _is_wordy(text) and not looks_like_value(text)) > 0.6
        else column
        for column in columns
    ]


def capaian_like_values(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """ "Capaian 2022 | 2023" before "Realisasi 2024": of the size of what was reached, it was reached, and no ratio."""
    reached = next((column for column in columns if column.role is Role.REALISASI), None)
    if reached is None:
        return columns
    return [
        replace(column, role=Role.REALISASI, reason="seukuran realisasi, bukan rasio", kind_assumed=True)
        if column.role is Role.UNDECIDED_CAPAIAN
        and column.year not in {None, reached.year}
        and _of_one_size(headed, column.col, reached.col)
        else column
        for column in columns
    ]


def _of_one_size(headed: HeadedTable, one: int, other: int) -> bool:
    votes = 0
    for row in headed.body:
        value, reached = (parse_value(text_at(row, col)).value for col in (one, other))
        if not value or not reached or RATIOS[0] <= reached <= RATIOS[1]:
            continue  # near 100 a ratio and a value look alike
        votes += 1 if Decimal("0.5") <= value / reached <= 2 else -1
    return votes > 0
