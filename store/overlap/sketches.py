"""Pieces as numbers: a digest of what is the same, and a MinHash signature of what is nearly the same.

Signatures are datasketch's (b-bit: the low 16 bits of each minimum are kept). Broder 1997, "On the resemblance and
containment of documents"; Li and König 2010, "b-bit minwise hashing".
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from store.overlap.pieces import Piece

if TYPE_CHECKING:
    from datasketch import MinHash
    from numpy.typing import NDArray

FORMAT = 1
"""Counts up where pieces or signatures are made in another way: older ones are not compared with newer."""
PERMUTATIONS = 36
SHOWN_DIGITS = "#"
"""Stands for any number in a sentence: last year's sentence with this year's number is a near copy."""
MOST_LABEL_WORDS = 12

RECORD = np.dtype(
    [
        ("digest", "<u8"),
        ("signature", "<u2", (PERMUTATIONS,)),
        ("words", "<u2"),
        ("is_row", "?"),
        ("is_seed", "?"),
    ]
)
"""One piece. Packed, so that the pieces of a document are one column of one row in the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The pieces of one document as numbers, in the order of the text."""

    document_id: int
    records: NDArray[Any]


def sketch(pieces: Sequence[Piece]) -> NDArray[Any]:
    records = np.zeros(len(pieces), dtype=RECORD)
    for position, piece in enumerate(pieces):
        record = records[position]
        record["words"] = min(len(piece.words), 0xFFFF)
        record["is_row"] = piece.is_row
        record["is_seed"] = piece.is_seed
    seeds = [position for position, piece in enumerate(pieces) if piece.is_seed]
    for position, signature in zip(seeds, _signatures(pieces[each] for each in seeds), strict=True):
        records[position]["signature"] = signature
        records[position]["digest"] = _digest(pieces[position])
    return records


def _digest(piece: Piece) -> int:
    from hashlib import blake2b

    told = " ".join((*piece.words, SHOWN_DIGITS, *piece.numbers))
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "little") or 1


def _signatures(pieces: Iterable[Piece]) -> Iterator[NDArray[Any]]:
    """One empty MinHash gives its permutations to all: drawing them costs more than hashing a sentence."""
    first = _empty()
    for piece in pieces:
        made = first.copy()
        made.update_batch({zlib.crc32(shingle.encode()) for shingle in shingles(piece)})
        yield (made.hashvalues & np.uint64(0xFFFF)).astype("<u2")


@cache
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")


def shingles(piece: Piece) -> set[str]:
    """Pairs of neighbouring words. Of a row with numbers instead each number with each word of its name: a row of the
    same form with other numbers has nothing in common with it."""
    if not piece.is_row:
        masked = [SHOWN_DIGITS if word[0].isdigit() else word for word in piece.words]
        return {f"{one} {other}" for one, other in pairwise(masked)}
    if not piece.numbers:
        return {f"{one} {other}" for one, other in pairwise(piece.words)} or set(piece.words)
    return {f"{word} {number}" for number in piece.numbers for word in piece.words[:MOST_LABEL_WORDS]}
