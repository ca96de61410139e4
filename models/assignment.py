"""One indicator stands once in a table: where two rows want the same one, the surer row gets it.

All cells of a row are one indicator, and each year of a table is the same list of rows, so rows are assigned, not
cells. The rows of a table that want the same indicator compete; scipy solves the table when they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.facts import Mention
from models.features import NameEvidence

# Below this an answer is not defended against other rows.
_WORTH_DEFENDING = 0.3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its calibrated probability."""

    evidence: NameEvidence
    probability: float
    note: str | None = None
    """Why its probability was changed after ranking."""


def assign(mentions: Sequence[Mention], ranked: Sequence[list[Ranked]]) -> list[list[Ranked]]:
    """Rows of a table agree on one answer, and no two rows of it keep the same."""
    settled = list(ranked)
    for rows in _tables(mentions).values():
        for cells in rows.values():
            if len(cells) > 1:
                agreed = _agreed([settled[cell] for cell in cells])
                for cell in cells:
                    settled[cell] = agreed
        for loser, code in _losers({row: settled[cells[0]] for row, cells in rows.items()}):
            for cell in rows[loser]:
                settled[cell] = _without(settled[cell], code)
    return settled


def _tables(mentions: Sequence[Mention]) -> dict[str, dict[str, list[int]]]:
    tables: dict[str, dict[str, list[int]]] = {}
    for place, mention in enumerate(mentions):
        if mention.table is not None:
            rows = tables.setdefault(mention.table, {})
            rows.setdefault(mention.row if mention.row is not None else f"#{place}", []).append(place)
    return tables


def _agreed(cells: Sequence[list[Ranked]]) -> list[Ranked]:
    """The mean over the cells of a row: target and realisasi have the same name but other units and values."""
    sums: dict[int, float] = {}
    best: dict[int, Ranked] = {}
    for cell in cells:
        for one in cell:
            place = one.evidence.near.indicator
            sums[place] = sums.get(place, 0.0) + one.probability
            if place not in best or one.probability > best[place].probability:
                best[place] = one
    agreed = [replace(best[place], probability=total / len(cells)) for place, total in sums.items()]
    return sorted(agreed, key=lambda one: (-one.probability, one.evidence.near.indicator))


def _losers(rows: dict[str, list[Ranked]]) -> list[tuple[str, int]]:
    """(row, indicator it has to leave) for the rows that lose an indicator to a surer row."""
    wanted: dict[int, list[str]] = {}
    for row, ranked in rows.items():
        if ranked and ranked[0].probability >= _WORTH_DEFENDING:
            wanted.setdefault(ranked[0].evidence.near.indicator, []).append(row)
    rivals = [row for together in wanted.values() if len(together) > 1 for row in together]
    if not rivals:
        return []
    kept = _solve([rows[row] for row in rivals])
    return [
        (row, rows[row][0].evidence.near.indicator)
        for row, answer in zip(rivals, kept, strict=True)
        if answer != rows[row][0].evidence.near.indicator and not _same_print(rows, row, rivals)
    ]


def _same_print(rows: dict[str, list[Ranked]], row: str, rivals: Sequence[str]) -> bool:
    """A row printed twice (a parent repeated, a page continued) is the same indicator twice, not a rival."""
    mine = rows[row][0].evidence
    return any(
        other != row and (rows[other][0].evidence is mine or _both_exact(mine, rows[other][0].evidence))
        for other in rivals
    )


def _both_exact(one: NameEvidence, other: NameEvidence) -> bool:
    exact = ("exact", "confirmed")
    return one.near.entry is other.near.entry and one.near.how in exact and other.near.how in exact


def _solve(rows: Sequence[list[Ranked]]) -> list[int | None]:
    """The assignment of indicators to rows with the highest sum of probabilities."""
    from scipy.optimize import linear_sum_assignment

    places = sorted({one.evidence.near.indicator for row in rows for one in row})
    column = {place: number for number, place in enumerate(places)}
    gain = np.zeros((len(rows), len(places) + len(rows)))
    for number, row in enumerate(rows):
        for one in row:
            gain[number, column[one.evidence.near.indicator]] = one.probability
    chosen_rows, chosen = linear_sum_assignment(gain, maximize=True)
    answers: list[int | None] = [None] * len(rows)
    for number, place in zip(chosen_rows, chosen, strict=True):
        answers[number] = places[place] if place < len(places) else None
    return answers


def _without(ranked: list[Ranked], indicator: int) -> list[Ranked]:
    """The indicator is taken by another row: it stays as a faint alternative, with the reason."""
    changed = [
        replace(one, probability=one.probability * 0.1, note="ragu: indikator ini sudah dipakai baris lain di tabel")
        if one.evidence.near.indicator == indicator
        else one
        for one in ranked
    ]
    return sorted(changed, key=lambda one: (-one.probability, one.evidence.near.indicator))
