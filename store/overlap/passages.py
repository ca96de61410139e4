"""Paragraphs and tables that were copied from one document into another, with both places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from store.overlap.alignment import LEAST_SIMILARITY, copying_of, likeness, retyped_numbers, shares_numbers
from store.overlap.facts import publication_name
from store.overlap.keeping import Printed, unpacked_sketch, unpacked_texts
from store.overlap.passage_facts import (
    CopiedPassage,
    Copying,
    PassageCounts,
    PassageOverlap,
    PassagePair,
    PassagePlace,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.overlap.clusters import Span
    from store.overlap.sketches import Sketch

SAME_REPORT_SHARE = 0.6
"""Two files of one report, year and office with this share of the smaller's pieces in common are one report."""
AT_ONCE = 200
"""Documents whose text is unpacked together."""
_ORDER = (Copying.SAME, Copying.RENEWED, Copying.EDITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A document whose text is kept."""

    id: int
    file_name: str
    report: str | None
    year: int | None
    unit: str | None
    region: str
    sketch: Sketch

    @property
    def publication(self) -> str:
        return publication_name(self.report, self.year, self.unit, self.file_name)


Texts = Callable[[Sequence[int]], Mapping[int, Sequence[Printed]]]
"""The pieces of these documents as printed."""


def copied_passages(
    session: Session, region: str | None = None, year: int | None = None, *, left_out: frozenset[int] = frozenset()
) -> PassageOverlap:
    """Over all documents of a government, or of each. With a year: where a report of that year has part in it.

    ``left_out``: files known to hold another file's report again.
    """
    documents, without_text = _documents(session, region, left_out)

    def texts(ids: Sequence[int]) -> dict[int, Sequence[Printed]]:
        return _texts(session, ids)

    return compare(documents, texts, year=year, without_text=without_text)


def compare(
    documents: Sequence[KeptDocument], texts: Texts, *, year: int | None = None, without_text: int = 0
) -> PassageOverlap:
    from store.overlap.clusters import copied_spans

    documents, twice = _without_copies(documents)
    regions = {name: position for position, name in enumerate(sorted({one.region for one in documents}))}
    found = copied_spans([one.sketch for one in documents], [regions[one.region] for one in documents])
    passages = _verified(found, documents, texts)
    chosen = [one for one in passages if year is None or any(place.report_year == year for place in one.places)]
    chosen.sort(key=lambda one: (-(len(one.places) - 1) * one.words, one.places[0].document_id, one.places[0].text))
    return PassageOverlap(
        counts=_counts(chosen, len(documents), without_text),
        by_report=_pairs(chosen),
        passages=tuple(chosen),
        same_report_twice=twice,
    )


def _documents(session: Session, region: str | None, left_out: frozenset[int]) -> tuple[list[KeptDocument], int]:
    """The newest editions in one query, and how many of them have no text yet."""
    from sqlalchemy import select

    from store.overlap.sketches import FORMAT, Sketch
    from store.tables import DocumentRow, PassagesRow

    replaced = select(DocumentRow.supersedes).where(DocumentRow.supersedes.is_not(None))
    query = (
        select(DocumentRow, PassagesRow.format, PassagesRow.sketch)
        .outerjoin(PassagesRow, PassagesRow.document_id == DocumentRow.id)
        .where(DocumentRow.state == "read", DocumentRow.id.not_in(replaced))
        .order_by(DocumentRow.id)
    )
    if region is not None:
        query = query.where(DocumentRow.region == region)
    found, without = [], 0
    for row, made_as, packed in session.execute(query.execution_options(yield_per=AT_ONCE)):
        if row.id in left_out or "form" in row.evidence:
            continue
        if made_as != FORMAT:
            without += 1
            continue
        found.append(
            KeptDocument(
                id=row.id,
                file_name=row.file_name,
                report=row.report,
                year=row.year,
                unit=row.unit,
                region=row.region or "",
                sketch=Sketch(document_id=row.id, records=unpacked_sketch(packed)),
            )
        )
    return found, without


def _texts(session: Session, ids: Sequence[int]) -> dict[int, Sequence[Printed]]:
    from sqlalchemy import select

    from store.tables import PassagesRow

    query = select(PassagesRow.document_id, PassagesRow.texts).where(PassagesRow.document_id.in_(ids))
    return {document: unpacked_texts(packed) for document, packed in session.execute(query)}


def _without_copies(documents: Sequence[KeptDocument]) -> tuple[list[KeptDocument], tuple[tuple[str, str], ...]]:
    """The PDF and the Word file of one report are one document."""
    by_report: dict[tuple[str, str], list[KeptDocument]] = defaultdict(list)
    for one in documents:
        if one.report is not None and one.year is not None:
            by_report[one.region, one.publication].append(one)
    copies: dict[int, tuple[str, str]] = {}
    for same in by_report.values():
        digests = {one.id: _digests(one) for one in same} if len(same) > 1 else {}
        for one, other in combinations(same, 2):
            smaller = min(len(digests[one.id]), len(digests[other.id]))
            together = len(digests[one.id] & digests[other.id])
            if one.id not in copies and smaller and together >= SAME_REPORT_SHARE * smaller:
                copies[other.id] = (one.file_name, other.file_name)
    return [one for one in documents if one.id not in copies], tuple(copies.values())


def _digests(document: KeptDocument) -> set[Any]:
    records = document.sketch.records
    return set(records["digest"][records["is_seed"]].tolist())


def _verified(found: list[list[Span]], documents: Sequence[KeptDocument], texts: Texts) -> list[CopiedPassage]:
    """Looks at the words themselves; what only sounded alike is left out."""
    places = _places(found, documents, texts)
    passages = []
    for number, spans in enumerate(found):
        first, *others = sorted(
            (places[number, span.document] for span in spans),
            key=lambda place: (place.report_year or 9999, place.document_id),
        )
        alike = [(place, likeness(first.text, place.text)) for place in others]
        is_table = all(span.rows > 0 and span.words == 0 for span in spans)
        kept = [
            (place, similarity)
            for place, similarity in alike
            if similarity >= LEAST_SIMILARITY and (not is_table or shares_numbers(first.text, place.text))
        ]
        if kept:
            region = documents[spans[0].document].region
            passages.append(_passage(region, first, kept, is_table=is_table, rows=max(span.rows for span in spans)))
    return passages


def _places(
    found: list[list[Span]], documents: Sequence[KeptDocument], texts: Texts
) -> dict[tuple[int, int], PassagePlace]:
    """By passage and document. Documents are unpacked one after another: no more than a few are held as text."""
    by_document: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for number, spans in enumerate(found):
        for span in spans:
            by_document[span.document].append((number, span))
    places = {}
    positions = sorted(by_document)
    for start in range(0, len(positions), AT_ONCE):
        part = positions[start : start + AT_ONCE]
        printed = texts([documents[position].id for position in part])
        for position in part:
            document = documents[position]
            for number, span in by_document[position]:
                places[number, position] = _place(document, printed[document.id][span.first : span.last + 1])
    return places


def _place(document: KeptDocument, printed: Sequence[Printed]) -> PassagePlace:
    pages = [page for _, page, _ in printed if page is not None]
    return PassagePlace(
        document_id=document.id,
        file_name=document.file_name,
        publication=document.publication,
        report=document.report,
        report_year=document.year,
        page=min(pages, default=None),
        last_page=max(pages, default=None),
        locators=tuple(dict.fromkeys(locator for _, _, locator in printed)),
        text="\n".join(text for text, _, _ in printed),
    )


def _passage(
    region: str, first: PassagePlace, kept: list[tuple[PassagePlace, Decimal]], *, is_table: bool, rows: int
) -> CopiedPassage:
    copying = (copying_of(first.text, place.text, similarity) for place, similarity in kept)
    slips = [
        slip
        for place, _ in kept
        if place.report_year == first.report_year
        for slip in retyped_numbers(first.text, place.text)
    ]
    return CopiedPassage(
        region=region,
        is_table=is_table,
        words=len(first.text.split()),
        rows=rows if is_table else 0,
        copying=max(copying, key=_ORDER.index),
        similarity=min(similarity for _, similarity in kept),
        places=(first, *(place for place, _ in kept)),
        slips=tuple(slips),
    )


def _counts(passages: Sequence[CopiedPassage], documents: int, without_text: int) -> PassageCounts:
    return PassageCounts(
        documents=documents,
        without_text=without_text,
        passages=len(passages),
        copies=sum(len(one.places) - 1 for one in passages),
        copied_words=sum(len(place.text.split()) for one in passages for place in one.places[1:]),
        tables=sum(one.is_table for one in passages),
        between_years=sum(len({place.report_year for place in one.places}) > 1 for one in passages),
        slips=sum(len(one.slips) for one in passages),
    )


def _pairs(passages: Sequence[CopiedPassage]) -> tuple[PassagePair, ...]:
    """By kind of report: a paragraph in 500 documents has 125,000 pairs of documents, but few of kinds."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for passage in passages:
        for pair in _kinds(passage):
            counted[pair][0] += 1
            counted[pair][1] += passage.words
    pairs = (PassagePair(one=a, other=b, passages=n, words=words) for (a, b), (n, words) in counted.items())
    return tuple(sorted(pairs, key=lambda pair: (-pair.words, pair.one, pair.other)))


def _kinds(passage: CopiedPassage) -> Iterator[tuple[str, str]]:
    """Two reports of one kind, as of two years, are a pair too."""
    kinds = Counter(place.report or place.file_name for place in passage.places)
    yield from combinations(sorted(kinds), 2)
    yield from ((kind, kind) for kind, count in kinds.items() if count > 1)
