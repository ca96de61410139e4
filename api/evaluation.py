"""Measures reading and matching on labelled files; what kind of labels a file holds is told by its keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import Damaged, FileMissing, InBoth, WarisanError

if TYPE_CHECKING:
    from extractor.facts import ReportReadings
    from models import Catalogue
    from models.ranker import Ranker

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
    report: str | None = None
    """Which kind of report it is, as far as the file says."""
    version: str | None = None
    """Of the extractor that read it."""
    by_source: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Values in tables and in sentences: found, of how many."""
    compared: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """The same file by other methods, and by the previous model."""

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"file": str(self.file), "kind": self.kind, "n": self.n, **_rounded(self.scores)}
        if self.kind == "report":
            told |= {"report": self.report, "version": self.version}
            told["sources"] = {name: {"found": found, "n": n} for name, (found, n) in self.by_source.items()}
        if self.compared:
            told["compared"] = {name: _rounded(scores) for name, scores in self.compared.items()}
        return told


def _rounded(scores: Mapping[str, float]) -> dict[str, float]:
    return {name: round(score, 4) for name, score in scores.items()}


def packaged_gold() -> list[Path]:
    """The labelled files that come with Warisan: names, and the sample reports."""
    from importlib import resources

    from annotations.samples import sample_reports

    names = Path(str(resources.files("annotations.mentions") / "gold.jsonl"))
    return [names, *(sample.gold for sample in sample_reports() if sample.gold.exists())]


def evaluate_file(path: Path, trained: Ranker | None = None) -> Measured:
    """``trained`` is the model of a store, to be measured in the place of the packaged one."""
    records = read_records(path)
    kind = kind_of(path, records)
    if kind == "mentions":
        return _mentions(path, trained)
    if kind == "report":
        return _report(path, records, trained)
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


def _report(path: Path, records: Sequence[Record], trained: Ranker | None) -> Measured:
    from api.report_scoring import evaluate_report
    from extractor.reading import read_report
    from store import extractor_version, load_catalogue

    read, catalogue = read_report(document_beside(path)), load_catalogue()
    known = frozenset(indicator.code for indicator in catalogue.indicators)
    is_labelled = any(record.get("code") for record in records)
    methods = _matched_by(read, catalogue, trained) if is_labelled else {}
    scored = {name: evaluate_report(records, read.readings, codes, known) for name, codes in methods.items()}
    shares = {name: one.matched[0] / one.matched[1] for name, one in scored.items() if one.matched[1]}
    score = scored.get(_OURS) or evaluate_report(records, read.readings)
    found = _found(path, "report", score)
    return replace(
        found,
        scores={**found.scores, **({"matched": shares[_OURS]} if _OURS in shares else {})},
        report=read.identity.report,
        version=extractor_version(),
        by_source=score.by_source,
        compared={name: {"matched": share} for name, share in shares.items() if name != _OURS},
    )


_OURS = ""


def _matched_by(read: ReportReadings, catalogue: Catalogue, trained: Ranker | None) -> dict[str, list[str | None]]:
    """The code of each reading by the matcher, by the plain methods, and by the previous model where one is trained."""
    from models import RapidfuzzOnly, TfidfOnly
    from store import match_readings
    from store.recording import mention_of

    in_use = ("trained", trained) if trained is not None else ("", None)
    answers = {_OURS: match_readings(read, catalogue, region=None, trained=in_use)}
    asked = [mention_of(reading, read.identity.report, None) for reading in read.readings]
    if asked:
        answers |= {"tfidf_only": TfidfOnly(catalogue).match(asked)}
        answers |= {"rapidfuzz_only": RapidfuzzOnly(catalogue).match(asked)}
    if trained is not None:
        answers |= {"previous_model": match_readings(read, catalogue, region=None)}
    return {name: [one.code for one in given] for name, given in answers.items()}


def _mentions(path: Path, trained: Ranker | None) -> Measured:
    from annotations.mentions import gold_mentions, read_lines
    from models import Matcher, RapidfuzzOnly, TfidfOnly
    from models.evaluation import answers, misses, scores
    from store import load_catalogue

    labelled, catalogue = read_lines(path.name, path.read_text(encoding="utf-8")), load_catalogue()
    answered = answers(labelled, Matcher.load(catalogue, trained))
    found = dict(scores(answered))
    n = int(found.pop("n"))
    compared: dict[str, Mapping[str, float]] = {
        "tfidf_only": scores(answers(labelled, TfidfOnly(catalogue))),
        "rapidfuzz_only": scores(answers(labelled, RapidfuzzOnly(catalogue))),
    }
    if trained is not None:
        compared["previous_model"] = scores(answers(labelled, Matcher.load(catalogue)))
    if {label.mention for label in labelled} & {label.mention for label in gold_mentions()}:
        # The model was trained on these names: what it is worth shows where it had not seen them.
        compared["cross_validated"] = _cross_validated()
    return Measured(file=path, kind="mentions", n=n, scores=found, misses=tuple(misses(answered)), compared=compared)


def _cross_validated() -> Mapping[str, float]:
    from models.saved import packaged_weights, read_card

    scores: Mapping[str, float] = read_card(packaged_weights())["scores"]["cross_validated"]
    return scores


def _found(path: Path, kind: str, score: Any) -> Measured:  # noqa: ANN401 (three scores with the same fields)
    scores = {"recall": score.recall, "precision": score.precision, "f1": score.f1}
    return Measured(file=path, kind=kind, n=score.n, scores=scores, misses=score.misses)


_MEASURES: Mapping[str, Callable[[Path, Sequence[Record]], Measured]] = {
    "tables": _tables,
    "sentences": _sentences,
    "numbers": _numbers,
}
