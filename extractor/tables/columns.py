"""Which role each column of a headed table has, by rules; each decision carries its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extractor.tables.column_contents import (
    account_tables,
    budget_blocks,
    capaian_like_values,
    choose_indicator,
    kind_in_row,
    numbers_apart,
    values_under_group_words,
    wordy_values_left,
)
from extractor.tables.column_facts import VALUE_ROLES, Column, Context
from extractor.tables.column_guesses import guess_kinds
from extractor.tables.column_kinds import (
    against_plan,
    cumulative_beside_own,
    decide_capaian,
    decide_values,
    fill_years,
    kinerja_beside_money,
    part_years,
    percent_of_year_beside,
    physical_progress,
)
from extractor.tables.column_variants import (
    other_regions,
    percent_under_kinds,
    revised_targets,
    said_units,
    units_apart,
)
from extractor.tables.header_roles import role_of_path
from extractor.tables.headers import HeadedTable
from extractor.tables.vocabulary import END_TARGET_WORDS, bare_header
from extractor.tables.years import CaptionYears, column_period, column_year


def columns_by_rule(headed: HeadedTable, context: Context, caption: CaptionYears | None) -> list[Column]:
    """Every column with the role that its header words, its cells and the columns beside it give."""
    columns = [_by_header(headed, col, context, caption) for col in range(headed.table.n_cols)]
    steps: tuple[Callable[[HeadedTable, list[Column]], list[Column]], ...] = (
        values_under_group_words,
        numbers_apart,
        choose_indicator,
        kind_in_row,
        account_tables,
        budget_blocks,
        percent_of_year_beside,
        wordy_values_left,
        units_apart,
        capaian_like_values,
    )
    for step in steps:
        columns = step(headed, columns)
    return columns


def assign_columns(headed: HeadedTable, context: Context, caption: CaptionYears | None) -> tuple[Column, ...]:
    """Every column with its role: by rule; what no rule knows by likeness; then the kinds against each other."""
    caption_text = " ".join((*headed.table.above[-3:], *headed.titles))
    columns = guess_kinds(headed, columns_by_rule(headed, context, caption), context)
    columns = other_regions(revised_targets(percent_under_kinds(said_units(columns))), context)
    columns = part_years(physical_progress(kinerja_beside_money(columns)), caption_text)
    columns = decide_capaian(columns)
    columns = against_plan(columns)
    columns = decide_values(columns, context, caption_text)
    columns = cumulative_beside_own(fill_years(columns, context, caption))
    if headed.guessed:
        columns = [replace(column, kind_assumed=column.role in VALUE_ROLES) for column in columns]
    return tuple(columns)


def _by_header(headed: HeadedTable, col: int, context: Context, caption: CaptionYears | None) -> Column:
    path = headed.paths[col]
    role, reason = role_of_path(path)
    text = " ".join(path)
    stars = max((len(found.group(1)) for found in re.finditer(r"20\d\d\s*(\*{1,3})", text)), default=0)
    shorts = [bare_header(level) for level in path]
    return Column(
        col=col,
        path=path,
        role=role,
        reason=reason,
        year=column_year(path, context.year, caption),
        period=column_period(path),
        end_target=any(word in short for short in shorts for word in END_TARGET_WORDS)
        or bool(
            re.search(r"(?:terhadap|thadap|thd).*(?:renstra|rpjmd|akhir)|s\.?/?d.*(?:renstra|rpjmd)", text.lower())
        ),
        percent_header=bool(path) and ("%" in path[-1] or "persen" in path[-1].casefold()),
        stars=min(stars, 2),
        counts_people=any(word in short for short in shorts for word in ("dilayani", "terlayani", "jumlahsasaran")),
    )
