"""A second opinion on each value of a sentence: a trained span model says which kind it takes the value for.

It reads nothing by itself: the rules find more and err less. But where the model, which knows only how the words around
a value run, holds a reading for something else, the rules are wrong far more often than elsewhere (``spans.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from extractor._number_text import NumberInText
from extractor.facts import Kind
from extractor.narrative._cues import TOLD, Told
from extractor.narrative._network import Network, Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import SpanCategorizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.api import Ops
    from thinc.types import Ragged

OPINIONS = "opinions"
"""Key of ``Doc.user_data``: ``Opinions`` by the first and last character of a value in the document."""
SPANS_KEY = "sc"
LABELS = tuple(kind.value.upper() for kind in Kind)
DOUBTFUL = 0.02
"""A reading whose kind the model gives less than this is doubted: about one of twenty right ones."""
BATCH = 64


@dataclass(frozen=True, slots=True)
class Opinion:
    """How probable the model holds each kind of a value; what is left of one says that it is no value."""

    kinds: tuple[tuple[Kind, float], ...]

    def of(self, kind: Kind) -> float:
        return dict(self.kinds)[kind]

    def doubts(self, kind: Kind) -> bool:
        return self.of(kind) < DOUBTFUL

    def sentence(self, kind: Kind) -> str:
        """In one line for who checks the reading."""
        likeliest, most = max(self.kinds, key=lambda item: item[1])
        nothing = 1 - sum(share for _, share in self.kinds)
        told = f"model kalimat: {kind.value} {_printed(self.of(kind))}"
        if likeliest is kind and most >= nothing:
            return told
        other = f"{likeliest.value} {_printed(most)}" if most >= nothing else f"bukan nilai {_printed(nothing)}"
        return f"{told}; lebih mirip {other}"


def _printed(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0):.2f}".replace(".", ",")


Opinions = dict[tuple[int, int], Opinion]


def values_in(doc: Doc) -> Iterator[tuple[NumberInText, tuple[int, int, int, int]]]:
    """Each value that the number grammar found, with its first and last character and its first and last token."""
    told: list[Told | None] = doc.user_data[TOLD]
    for sentence, values in zip(doc.sents, told, strict=True):
        for value in values.values if values else ():
            start, end = sentence.start_char + value.start, sentence.start_char + value.end
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield value, (start, end, span.start, span.end)


def within(doc: Doc, start: int, end: int) -> Opinions:
    """Those of one sentence, counted from its first character."""
    opinions: Opinions = doc.user_data.get(OPINIONS, {})
    return {(low - start, high - start): told for (low, high), told in opinions.items() if start <= low < end}


def value_spans() -> Callable[..., Ragged]:
    """Suggests to spaCy's span categoriser the values that the number grammar found, and nothing else."""

    def suggest(docs: Iterable[Doc], *, ops: Ops | None = None) -> Ragged:
        from thinc.api import get_current_ops
        from thinc.types import Ragged

        ops = ops or get_current_ops()
        spans = [sorted({(first, last) for _, (_, _, first, last) in values_in(doc)}) for doc in docs]
        flat = [span for of_doc in spans for span in of_doc]
        rows: Any = ops.asarray2i(flat) if flat else ops.xp.zeros((0, 0), dtype="i")  # Any: numpy's or cupy's
        return Ragged(rows, ops.asarray1i([len(of_doc) for of_doc in spans]))

    return suggest


def untrained(vocab: Vocab) -> SpanCategorizer:
    """The model of ``spans.cfg`` without weights."""
    from spacy.util import registry
    from thinc.api import Config

    if not registry.has("misc", "warisan.value_spans"):
        registry.misc("warisan.value_spans", func=value_spans)
    text = resources.files(__package__).joinpath("spans.cfg").read_text("utf-8")
    parts = registry.resolve(Config().from_str(text))
    from spacy.pipeline.spancat import SpanCategorizer

    model = SpanCategorizer(
        vocab,
        parts["model"],
        parts["suggester"],
        name="warisan_spans",
        spans_key=SPANS_KEY,
        add_negative_label=True,
        max_positive=1,
    )
    for label in LABELS:
        model.add_label(label)
    return model


class SecondOpinion:
    """The component of the pipeline: opinions on the values of the documents that hold any."""

    def __init__(self, model: SpanCategorizer) -> None:
        self._network = Network(model.model)
        self._kinds = [Kind(label.lower()) for label in model.labels]

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Together, since a batch costs little more than a document."""
        coming = iter(docs)
        while batch := list(islice(coming, batch_size)):
            told = [doc for doc in batch if any(doc.user_data[TOLD])]
            if told:
                self._judge(told)
            yield from batch

    def on(self, doc: Doc) -> Opinions:
        """What the model thinks of each value, by its first and last character."""
        opinions: Opinions = self(doc).user_data.get(OPINIONS, {})
        return opinions

    def _judge(self, docs: list[Doc]) -> None:
        from spacy.attrs import NORM, SHAPE

        values = [[place for _, place in values_in(doc)] for doc in docs]
        spans = [[(first, last) for _, _, first, last in of_doc] for of_doc in values]
        if not any(spans):
            return
        shares = iter(
            self._network.shares([cast("Words", doc.to_array([NORM, SHAPE])) for doc in docs], spans).tolist()
        )
        for doc, of_doc in zip(docs, values, strict=True):
            doc.user_data[OPINIONS] = {
                (start, end): Opinion(tuple(zip(self._kinds, share, strict=False)))
                for (start, end, _, _), share in zip(of_doc, islice(shares, len(of_doc)), strict=True)
            }


def second_opinion(nlp: Language, name: str) -> SecondOpinion:
    """The trained component, its weights read from the package."""
    model = untrained(nlp.vocab)
    model.from_bytes(resources.files(__package__).joinpath("spans.bin").read_bytes())
    return SecondOpinion(model)
