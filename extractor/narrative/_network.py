"""The trained span model's answer in plain numpy: spaCy's own takes 2 ms a call, whatever the sentence, ten times ours.

What it computes is the model of ``spans.cfg``, layer by layer; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from thinc.api import Model

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]
"""Norm and shape of each token of a document."""
WINDOW = 2
PAD = 6
"""Empty rows between documents: three layers, each of which looks two words to both sides."""
MOST_WORDS = 50_000
"""So many words are remembered with what the first layers make of them; then they are forgotten."""


class Network:
    """The weights of a trained model, and its forward pass."""

    def __init__(self, model: Model[Any, Any]) -> None:  # Any: docs and spans in, shares out
        nodes = list(model.walk(order="dfs_pre"))
        self._tables = [(_weights(node, "E"), int(node.attrs["seed"])) for node in nodes if node.name == "hashembed"]
        maxouts = [_Maxout(_weights(node, "W"), _weights(node, "b")) for node in nodes if node.name == "maxout"]
        norms = [(_weights(node, "G"), _weights(node, "b")) for node in nodes if node.name == "layernorm"]
        layers = list(zip(maxouts, norms, strict=True))
        self._mix, *self._encode, self._reduce = layers
        softmax = next(node for node in nodes if node.name == "softmax")
        self._weights, self._bias = _weights(softmax, "W"), _weights(softmax, "b")
        self._hash: Callable[[Words, int], NDArray[np.uint32]] = cast("Any", model.ops.hash)
        self._known: dict[tuple[int, int], Floats] = {}

    def shares(self, words: Sequence[Words], spans: Sequence[Sequence[tuple[int, int]]]) -> Floats:
        """The share of each label for each span (first token, token after the last), in the order of the documents."""
        rows, starts = self._rows(words)
        for layer in self._encode:
            rows += _apply(layer, _windows(rows))
        places = [
            (start + first, start + last) for start, of_doc in zip(starts, spans, strict=True) for first, last in of_doc
        ]
        scores = _apply(self._reduce, _of_spans(rows, np.array(places))) @ self._weights.T + self._bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def _rows(self, words: Sequence[Words]) -> tuple[Floats, list[int]]:
        """A row a word, documents apart; and where each document starts."""
        self._learn({word for of_doc in words for word in map(tuple, of_doc.tolist())})
        width = len(self._mix[1][0])
        rows: Floats = np.zeros((PAD + sum(len(of_doc) + PAD for of_doc in words), width), np.float32)
        starts, at = [], PAD
        for of_doc in words:
            if len(of_doc):
                rows[at : at + len(of_doc)] = [self._known[word] for word in map(tuple, of_doc.tolist())]
            starts.append(at)
            at += len(of_doc) + PAD
        return rows, starts

    def _learn(self, words: set[tuple[int, int]]) -> None:
        if len(self._known) > MOST_WORDS:
            self._known.clear()
        new = [word for word in words if word not in self._known]
        if not new:
            return
        columns = np.array(new, np.uint64).T
        parts = [
            table[self._hash(np.ascontiguousarray(column), seed) % len(table)].sum(axis=1)
            for (table, seed), column in zip(self._tables, columns, strict=True)
        ]
        self._known.update(zip(new, _apply(self._mix, np.concatenate(parts, axis=1)), strict=True))


def _of_spans(rows: Floats, places: NDArray[np.int64]) -> Floats:
    """Last word, first word, mean and maximum of each span, side by side."""
    first, last = places.T
    counts = last - first
    begins = np.cumsum(counts) - counts
    words = rows[np.repeat(first - begins, counts) + np.arange(counts.sum())]
    mean = np.add.reduceat(words, begins) / counts[:, None].astype(np.float32)
    return np.concatenate((rows[last - 1], rows[first], mean, np.maximum.reduceat(words, begins)), axis=1)


def _weights(node: Model[Any, Any], name: str) -> Floats:
    return np.asarray(node.get_param(name), np.float32)


class _Maxout:
    """A layer of which each output is the largest of several weighted sums."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self._shape = bias.shape
        self._weights = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
        self._bias = bias.reshape(-1)

    def __call__(self, rows: Floats) -> Floats:
        sums = rows @ self._weights + self._bias
        sums = sums.reshape(-1, *self._shape)
        largest: Floats = np.maximum(sums[:, :, 0], sums[:, :, 1])
        for at in range(2, self._shape[1]):
            np.maximum(largest, sums[:, :, at], out=largest)
        return largest


def _apply(layer: tuple[_Maxout, tuple[Floats, Floats]], rows: Floats) -> Floats:
    """Maxout, then each row brought to mean 0 and spread 1, scaled and shifted."""
    maxout, (scale, shift) = layer
    rows = maxout(rows)
    rows -= np.add.reduce(rows, axis=1, keepdims=True) / rows.shape[1]
    spread = np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + 1e-8)
    rows /= spread[:, None]
    rows *= scale
    rows += shift
    return rows


def _windows(rows: Floats) -> Floats:
    """Each row with the two before and the two after it."""
    count, width = rows.shape
    padded = np.zeros((count + 2 * WINDOW, width), np.float32)
    padded[WINDOW:-WINDOW] = rows
    across = np.lib.stride_tricks.as_strided(padded, (count, (2 * WINDOW + 1) * width), padded.strides)
    return np.ascontiguousarray(across)
