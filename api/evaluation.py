"""Measures reading and matching on labelled files; what kind of labels a file holds is told by its keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import Damaged, FileMissing, InBoth, WarisanError

Record = Mapping[str, Any]
"""One parsed JSON line; its values are as mixed as JSON is."""

SUFFIXES = (".pdf", ".docx", ".xlsx", ".docm", ".xlsm", ".doc", ".xls")


class UnknownGold(WarisanError):
    """{name} is no labelled file: its lines have none of the known sets of keys ({known}). See docs/commands.md."""

    indonesian = (
        "{name} bukan berkas berlabel: barisnya tidak punya susunan kunci yang dikenal ({known}). "
        "Lihat docs/commands.md."
    )


class NoDocumentBeside(WarisanError):
    """The report that {name} labels is missing. Put {stem}.pdf or {stem}.docx into the folder above it."""

    indonesian = "Laporan yang dilabeli {name} tidak ada. Letakkan {stem}.pdf atau {stem}.docx di map di atasnya."


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The scores of one file."""

    file: Path
    kind: str
    n: int
    scores: Mapping[str, float]
    misses: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        rounded = {name: round(score, 4) for name, score in self.scores.items()}
        return {"file": str(self.file), "kind": self.kind, "n": self.n, **rounded}


def packaged_gold() -> list[Path]:
    """The labelled files that come with Warisan: names, and the sample reports."""
    from importlib import resources

    from annotations.samples import sample_reports

    names = Path(str(resources.files("annotations.mentions") / "gold.jsonl"))
    return [names, *(sample.gold for sample in sample_reports() if sample.gold.exists())]


def evaluate_file(path: Path) -> Measured:
    records = read_records(path)
    kind = kind_of(path, records)
    return _MEASURES[kind](path, records)


def read_records(path: Path) -> list[Record]:
    """The JSON lines of a file, numbers exact."""
    if not path.is_file():
        raise FileMissing(name=path.name)
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                records.append(json.loads(line, parse_float=Decimal))
            except ValueError as error:
                detail = InBoth(f"line {number} is no JSON", f"baris {number} bukan JSON")
                raise Damaged(name=path.name, detail=detail) from error
    return records


KEYS: Mapping[str, frozenset[str]] = {
    "mentions": frozenset({"mention", "codes"}),
    "tables": frozenset({"header", "rows", "gold"}),
    "sentences": frozenset({"text", "gold"}),
    "report": frozenset({"indicator", "kind", "value"}),
    "numbers": frozenset({"raw", "value"}),
}
"""In this order: a report's lines have the keys of numbers too."""


def kind_of(path: Path, records: Sequence[Record]) -> str:
    """The first kind whose keys stand in every line."""
    for kind, keys in KEYS.items():
        if records and all(isinstance(record, dict) and keys <= record.keys() for record in records):
            return kind
    known = "; ".join(f"{kind}: {', '.join(sorted(keys))}" for kind, keys in KEYS.items())
    raise UnknownGold(name=path.name, known=known)


def document_beside(gold: Path) -> Path:
    """``gold/x.jsonl`` labels ``x.pdf`` (or Word, Excel) in the folder above, or in ``documents`` beside ``gold``."""
    for folder in (gold.parent.parent, gold.parent.parent / "documents", gold.parent):
        for suffix in SUFFIXES:
            if (folder / f"{gold.stem}{suffix}").is_file():
                return folder / f"{gold.stem}{suffix}"
    raise NoDocumentBeside(name=gold.name, stem=gold.stem)


def _numbers(path: Path, records: Sequence[Record]) -> Measured:
    from extractor.number_scoring import evaluate_numbers

    score = evaluate_numbers(records)
    return Measured(file=path, kind="numbers", n=score.n, scores={"exact": score.exact}, misses=score.misses)


def _tables(path: Path, records: Sequence[Record]) -> Measured:
    from extractor.tables.scoring import evaluate_tables

    return _found(path, "tables", evaluate_tables(records))


def _sentences(path: Path, records: Sequence[Record]) -> Measured:
    from extractor.narrative.scoring import evaluate_sentences

    return _found(path, "sentences", evaluate_sentences(records))


def _report(path: Path, records: Sequence[Record]) -> Measured:
    from api.report_scoring import evaluate_report
    from extractor.reading import read_report

    return _found(path, "report", evaluate_report(records, read_report(document_beside(path)).readings))


def _mentions(path: Path, _records: Sequence[Record]) -> Measured:
    from annotations.mentions import parse_mentions
    from models import Matcher
    from models.evaluation import answers, misses, scores
    from store import load_catalogue

    labelled = parse_mentions(path.read_text(encoding="utf-8").splitlines())
    answered = answers(labelled, Matcher.load(load_catalogue()))
    found = dict(scores(answered))
    n = int(found.pop("n"))
    return Measured(file=path, kind="mentions", n=n, scores=found, misses=tuple(misses(answered)))


def _found(path: Path, kind: str, score: Any) -> Measured:  # noqa: ANN401 (three scores with the same fields)
    scores = {"recall": score.recall, "precision": score.precision, "f1": score.f1}
    return Measured(file=path, kind=kind, n=score.n, scores=scores, misses=score.misses)


_MEASURES: Mapping[str, Callable[[Path, Sequence[Record]], Measured]] = {
    "mentions": _mentions,
    "tables": _tables,
    "sentences": _sentences,
    "report": _report,
    "numbers": _numbers,
}
