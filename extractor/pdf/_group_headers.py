"""Headers over several columns of a table without rules: which columns a centred "Tahun 2023" stands over."""

from __future__ import annotations

from extractor.pdf._lines import PrintedLine

NEARER = 4.0
"""By so many points the wider place must fit a header's middle better."""

FLUSH = 2.0
"""Edges that are no further apart are on one line."""

Placed = dict[tuple[int, int], list[PrintedLine]]
"""Pieces of one row by the first and last column that they stand over."""


def over_groups(upper: Placed, lower: Placed) -> Placed:
    """The upper header row with each piece over the columns whose headers below it is the middle of.

    What is left open under words that come again ("Target | Realisasi | Target | Realisasi") belongs to its left.
    """
    taken = {col for low, high in upper for col in range(low, high + 1)}
    below = {low: pieces[0] for (low, high), pieces in lower.items() if low == high and low not in taken}
    if not below:
        return upper
    under = {low: pieces[0] for (low, high), pieces in lower.items() if low == high}
    widened: Placed = {}
    for (low, high), pieces in sorted(upper.items(), key=lambda entry: entry[0]):
        span = _widest_fit((low, high), pieces[0], under, set(below))
        below = {col: piece for col, piece in below.items() if not span[0] <= col <= span[1]}
        widened[span] = pieces
    return _with_repeated(widened, below, under)


def _widest_fit(
    own: tuple[int, int], piece: PrintedLine, under: dict[int, PrintedLine], free: set[int]
) -> tuple[int, int]:
    """The stretch of free columns round its own whose headers have their middle where the piece has its own."""
    low, high = own
    if not all(col in under for col in range(low, high + 1)):
        return own
    if abs(under[low].reading[0] - piece.reading[0]) < FLUSH:
        return own  # set at the left, and not over the middle
    lows, highs = [low], [high]
    while lows[-1] - 1 in free:
        lows.append(lows[-1] - 1)
    while highs[-1] + 1 in free:
        highs.append(highs[-1] + 1)
    middle = (piece.reading[0] + piece.reading[2]) / 2

    def apart(span: tuple[int, int]) -> float:
        return abs((under[span[0]].reading[0] + under[span[1]].reading[2]) / 2 - middle)

    best = min(((a, b) for a in lows for b in highs), key=apart)
    return best if apart(best) + NEARER < apart(own) else own


def _with_repeated(widened: Placed, below: dict[int, PrintedLine], under: dict[int, PrintedLine]) -> Placed:
    texts = [piece.line.text for piece in under.values()]
    result: Placed = {}
    for low, high in sorted(widened):
        end = high
        while end + 1 in below and high in under and texts.count(below[end + 1].line.text) > 1:
            end += 1
        result[low, end] = widened[low, high]
    return result
