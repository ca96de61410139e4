"""The labelled sentences as spaCy's own corpus format, for whoever trains on them or compares with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.sentences import SentenceRecord

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span

SPANS_KEY = "sc"
"""Where spaCy's span categoriser looks for its spans."""


def to_docbin(records: Iterable[SentenceRecord]) -> DocBin:
    """One document a sentence, with spans VALUE_TARGET, VALUE_REALISASI, ..., INDICATOR and YEAR.

    A span stands where the labelled name, value or year is printed; what a sentence does not print so has none.
    ``to_docbin(load_sentences()).to_disk("sentences.spacy")`` is a corpus for ``spacy train``.
    """
    from spacy.tokens import DocBin

    corpus = DocBin(store_user_data=False)
    for record in records:
        corpus.add(_doc(record))
    return corpus


def _doc(record: SentenceRecord) -> Doc:
    from spacy.util import filter_spans

    from extractor.narrative import tokens_of

    doc = tokens_of(record["text"])
    values: list[Span] = []
    others: list[Span] = []
    for label in record["gold"]:
        values += _printed(doc, _forms(str(label.get("value") or "")), f"VALUE_{label['kind'].upper()}", values)
        others += _printed(doc, (label["indicator"],), "INDICATOR", ())
        others += _printed(doc, (str(label.get("year") or ""),), "YEAR", ())
    doc.spans[SPANS_KEY] = [*values, *filter_spans(others)]
    return doc


def _forms(value: str) -> tuple[str, ...]:
    """A value as reports print it: with a decimal comma, with dots between thousands."""
    whole, _, decimals = value.partition(".")
    if not whole.lstrip("-").isdigit():
        return ()
    grouped = f"{int(whole):,}".replace(",", ".")
    return tuple(dict.fromkeys(f"{head}{mark}{decimals}" if decimals else head
                               for head in (whole, grouped) for mark in ",."))  # fmt: skip


def _printed(doc: Doc, forms: Iterable[str], label: str, taken: Iterable[Span]) -> list[Span]:
    """The first place where one of the forms stands as whole tokens and no other span does."""
    used = {span.start_char for span in taken}
    text = doc.text.casefold()
    for form in filter(None, forms):
        at = text.find(form.casefold())
        while at >= 0:
            span = doc.char_span(at, at + len(form), label)
            if span is not None and at not in used:
                return [span]
            at = text.find(form.casefold(), at + 1)
    return []
