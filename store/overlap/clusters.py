"""Pieces that are the same or nearly so, over all documents at once. Sorted, never pairwise: work grows with the text.

datasketch's own index holds each key of each band as a Python object, which for 5,000 documents is beyond one
machine's memory; the bands of its signatures are sorted here instead (``bench/compare_documents.py`` has both).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from store.overlap.sketches import PERMUTATIONS, Sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS_A_BAND = 3
"""Of 36 in 12 bands: half of all pairs with Jaccard 0.4 meet, 0.9 of those with 0.56, and all that are nearly alike."""
LEAST_ALIKE = 0.5
"""Share of shingles that two sentences must have in common."""
LEAST_ALIKE_ROWS = 0.4
"""Of two rows: one of three numbers may differ, or one of two columns be missing."""
LONGEST_GAP = 3
"""Pieces between two copied ones that belong to the same passage: a sentence put in, a row rewritten."""
LEAST_PASSAGE_WORDS = 20
LEAST_PASSAGE_ROWS = 3
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The seeds of all documents, one entry each, in the order of documents and of their text."""

    document: NDArray[Any]
    """Position of the document in the list of sketches."""
    order: NDArray[Any]
    """Position of the piece in its document."""
    words: NDArray[Any]
    is_row: NDArray[Any]
    cluster: NDArray[Any]
    """Pieces of one cluster say the same; within one government only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a passage stands in one document: first and last piece."""

    document: int
    first: int
    last: int
    words: int
    rows: int


def copied_spans(sketches: Sequence[Sketch], governments: Sequence[int]) -> list[list[Span]]:
    """Passages that stand in two or more documents of one government, each with all its places."""
    if len(sketches) < 2:
        return []
    pieces = _in_several(clustered(sketches, governments))
    if not len(pieces.document):
        return []
    return _spans(pieces, _chained(pieces))


def clustered(sketches: Sequence[Sketch], governments: Sequence[int]) -> Pieces:
    """Same digest, or linked by a chain of near copies."""
    records = np.concatenate([one.records for one in sketches])
    document = np.repeat(np.arange(len(sketches)), [len(one.records) for one in sketches])
    order = np.concatenate([np.arange(len(one.records)) for one in sketches])
    seeds = np.flatnonzero(records["is_seed"])
    records, document, order = records[seeds], document[seeds], order[seeds]
    _, first, same = np.unique(records["digest"], return_index=True, return_inverse=True)
    groups = _linked(records[first])[same]
    # A government is compared with itself: the same words of two governments are two clusters.
    _, cluster = np.unique(groups.astype(np.uint64) << np.uint64(24) | _of(governments, document), return_inverse=True)
    return Pieces(
        document=document, order=order, words=records["words"], is_row=records["is_row"], cluster=cluster.ravel()
    )


def _of(governments: Sequence[int], document: NDArray[Any]) -> NDArray[Any]:
    found: NDArray[Any] = np.asarray(governments, dtype=np.uint64)[document]
    return found


def _linked(records: NDArray[Any]) -> NDArray[Any]:
    """The component of each record, joined where signatures meet in a band and agree as a whole."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    count = len(records)
    signatures = records["signature"]
    links = [_meeting(signatures[:, band : band + ROWS_A_BAND]) for band in range(0, PERMUTATIONS, ROWS_A_BAND)]
    packed = np.unique(np.concatenate(links)) if links else np.zeros(0, np.uint64)
    one, other = (packed >> np.uint64(32)).astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)
    alike = _alike(records, one, other)
    one, other = one[alike], other[alike]
    graph = coo_matrix((np.ones(len(one), np.int8), (one, other)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1])


def _meeting(band: NDArray[Any]) -> NDArray[Any]:
    """Pairs (packed) of neighbours among the records with one key: links, not all pairs of a crowd."""
    key = band[:, 0].astype(np.uint64) << np.uint64(32) | band[:, 1].astype(np.uint64) << np.uint64(16) | band[:, 2]
    by_key = np.argsort(key, kind="stable")
    same = np.flatnonzero(key[by_key][1:] == key[by_key][:-1])
    one, other = by_key[same].astype(np.uint64), by_key[same + 1].astype(np.uint64)
    return np.minimum(one, other) << np.uint64(32) | np.maximum(one, other)


AT_ONCE = 1 << 18
"""Links looked at together: 20 MB of signatures."""


def _alike(records: NDArray[Any], one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """The share of equal minima estimates the Jaccard similarity."""
    found = np.zeros(len(one), dtype=bool)
    signatures, is_row = records["signature"], records["is_row"]
    for start in range(0, len(one), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        share = (signatures[one[part]] == signatures[other[part]]).mean(axis=1)
        least = np.where(is_row[one[part]], LEAST_ALIKE_ROWS, LEAST_ALIKE)
        found[part] = (share >= least) & (is_row[one[part]] == is_row[other[part]])
    return found


def _in_several(pieces: Pieces) -> Pieces:
    """Only what stands in two or more documents, numbered anew."""
    pairs = np.unique(pieces.cluster.astype(np.int64) << 24 | pieces.document)
    documents = np.bincount(pairs >> 24, minlength=int(pieces.cluster.max(initial=0)) + 1)
    kept = documents[pieces.cluster] > 1
    _, cluster = np.unique(pieces.cluster[kept], return_inverse=True)
    return Pieces(
        document=pieces.document[kept],
        order=pieces.order[kept],
        words=pieces.words[kept],
        is_row=pieces.is_row[kept],
        cluster=cluster.ravel(),
    )


def _chained(pieces: Pieces) -> NDArray[Any]:
    """The passage of each cluster: clusters of the same documents that follow each other in all of them."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    count = int(pieces.cluster.max()) + 1
    documents, sets = _document_sets(pieces, count)
    near = (pieces.document[1:] == pieces.document[:-1]) & (pieces.order[1:] - pieces.order[:-1] <= LONGEST_GAP)
    one, other = pieces.cluster[:-1], pieces.cluster[1:]
    near &= (sets[one] == sets[other]) & (one != other)
    steps = np.unique(np.stack([one[near], other[near], pieces.document[:-1][near]], axis=1).astype(np.int64), axis=0)
    pairs, together = np.unique(steps[:, :2], axis=0, return_counts=True)
    kept = pairs[together >= documents[pairs[:, 0]]] if len(pairs) else pairs
    graph = coo_matrix((np.ones(len(kept), np.int8), (kept[:, 0], kept[:, 1])), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1])


def _document_sets(pieces: Pieces, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each cluster how many documents hold it, and a number that stands for exactly these."""
    pairs = np.unique(pieces.cluster.astype(np.int64) << 24 | pieces.document)
    cluster, document = pairs >> 24, (pairs & 0xFFFFFF).astype(np.uint64)
    mixed = (document + np.uint64(1)) * _PRIME
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _PRIME
    sets = np.zeros(count, dtype=np.uint64)
    np.add.at(sets, cluster, mixed)
    return np.bincount(cluster, minlength=count), sets


def _spans(pieces: Pieces, chain_of: NDArray[Any]) -> list[list[Span]]:
    """The places of each passage that is long enough to be one."""
    chain = chain_of[pieces.cluster]
    by_chain = np.lexsort((pieces.order, pieces.document, chain))
    chain, document, order = chain[by_chain], pieces.document[by_chain], pieces.order[by_chain]
    breaks = (chain[1:] != chain[:-1]) | (document[1:] != document[:-1]) | (order[1:] - order[:-1] > LONGEST_GAP)
    starts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    ends = np.concatenate([starts[1:], [len(chain)]])
    words = np.add.reduceat(pieces.words[by_chain].astype(np.int64) * ~pieces.is_row[by_chain], starts)
    rows = np.add.reduceat(pieces.is_row[by_chain].astype(np.int64), starts)
    longest: dict[tuple[int, int], Span] = {}
    for start, end, n_words, n_rows in zip(starts, ends, words, rows, strict=True):
        span = Span(
            document=int(document[start]),
            first=int(order[start]),
            last=int(order[end - 1]),
            words=int(n_words),
            rows=int(n_rows),
        )
        key = (int(chain[start]), span.document)
        if key not in longest or _length(span) > _length(longest[key]):
            longest[key] = span
    return _long_enough(longest)


def _length(span: Span) -> int:
    return span.words + span.rows * LEAST_PASSAGE_WORDS // LEAST_PASSAGE_ROWS


def _long_enough(longest: dict[tuple[int, int], Span]) -> list[list[Span]]:
    passages: dict[int, list[Span]] = {}
    for (chain, _), span in longest.items():
        if span.words >= LEAST_PASSAGE_WORDS or span.rows >= LEAST_PASSAGE_ROWS:
            passages.setdefault(chain, []).append(span)
    return [spans for spans in passages.values() if len(spans) > 1]
