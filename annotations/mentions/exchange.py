"""Labelled names in the formats of other programs: JSON lines, spaCy's DocBin, and tasks of Label Studio.

The suffix tells the format: ``.jsonl``, ``.spacy``, ``.json``. Whatever one writes, reading gives back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.mentions.files import LabelledMention, MentionFault, parse_mentions, write_mentions
from extractor.errors import Damaged, FileMissing, InBoth, WarisanError

NONE = "none"
"""The category of a name that means no indicator: other programs do not keep empty labels."""

_DETAILS = ("canonical", "variant", "unit", "id", "note")


class UnknownLabelFormat(WarisanError):
    """{name} has no suffix of labelled names. Name it .jsonl (JSON lines), .spacy (DocBin) or .json (Label Studio)."""

    indonesian = (
        "{name} tidak berakhiran label. Beri akhiran .jsonl (JSON per baris), .spacy (DocBin), "
        "atau .json (Label Studio)."
    )


class FaultyLabel(WarisanError):
    """{name}, {place}: {fault}. Correct it, then import it again."""

    indonesian = "{name}, {place}: {fault}. Perbaiki, lalu impor lagi."


def read_labels(path: Path) -> list[LabelledMention]:
    """The labels of a file, checked; the first fault is told with file and line."""
    if path.suffix.lower() not in (".jsonl", ".spacy", ".json"):
        raise UnknownLabelFormat(name=path.name)
    if not path.is_file():
        raise FileMissing(name=path.name)
    if path.suffix.lower() == ".spacy":
        return _read_docbin(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged(name=path.name, detail=InBoth("it is not UTF-8", "bukan UTF-8")) from error
    if path.suffix.lower() == ".json":
        return _read_label_studio(path.name, text)
    return read_lines(path.name, text)


def read_lines(name: str, text: str) -> list[LabelledMention]:
    """JSON lines of a file whatever its suffix; a fault is told with its name and line."""
    try:
        return parse_mentions(text.split("\n"))
    except MentionFault as error:
        place = InBoth(f"line {error.facts['line']}", f"baris {error.facts['line']}")
        raise FaultyLabel(name=name, place=place, fault=error.facts["fault"]) from error


def write_labels(path: Path, labels: Sequence[LabelledMention]) -> None:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        path.write_text(write_mentions(labels), encoding="utf-8")
    elif suffix == ".json":
        tasks = [_task(label) for label in labels]
        path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif suffix == ".spacy":
        _write_docbin(path, labels)
    else:
        raise UnknownLabelFormat(name=path.name)


def check_codes(name: str, labels: Iterable[LabelledMention], known: Collection[str]) -> list[LabelledMention]:
    """The labels, if each of their codes is one of the catalogue."""

    def strange_code(label: LabelledMention) -> InBoth | None:
        strange = next((code for code in label.codes if code not in known), None)
        if strange is None:
            return None
        return InBoth(f"{strange} is no indicator of the catalogue", f"{strange} bukan indikator di katalog")

    return check_each(name, labels, strange_code)


def check_each(
    name: str, labels: Iterable[LabelledMention], fault_of: Callable[[LabelledMention], InBoth | None]
) -> list[LabelledMention]:
    """The labels, if none has a fault; the first one is told with its place."""
    labels = list(labels)
    for place, label in enumerate(labels, 1):
        fault = fault_of(label)
        if fault is not None:
            raise FaultyLabel(name=name, place=_nth(place, label.mention), fault=fault)
    return labels


def _nth(number: int, mention: str) -> InBoth:
    return InBoth(f'label {number} ("{mention}")', f'label ke-{number} ("{mention}")')


def _task(label: LabelledMention) -> dict[str, Any]:  # Any: JSON
    choices = list(label.codes) or [NONE]
    chosen = {"from_name": "codes", "to_name": "mention", "type": "choices", "value": {"choices": choices}}
    return {
        "data": {"mention": label.mention, **_details(label)},
        "annotations": [{"result": [chosen]}],
    }


def _details(label: LabelledMention) -> dict[str, str]:
    return {name: getattr(label, name) for name in _DETAILS if getattr(label, name)}


def _read_label_studio(name: str, text: str) -> list[LabelledMention]:
    try:
        tasks = json.loads(text)
    except json.JSONDecodeError as error:
        place = InBoth(f"line {error.lineno}", f"baris {error.lineno}")
        raise FaultyLabel(name=name, place=place, fault=InBoth("it is not JSON", "bukan JSON")) from error
    if not isinstance(tasks, list):
        place, fault = InBoth("the file", "seluruh berkas"), InBoth("no list of tasks", "bukan daftar tugas")
        raise FaultyLabel(name=name, place=place, fault=fault)
    labels = []
    for number, task in enumerate(tasks, 1):
        label = _label_of_task(name, number, task)
        if label is not None:
            labels.append(label)
    return labels


def _label_of_task(name: str, number: int, task: Any) -> LabelledMention | None:  # noqa: ANN401 (JSON)
    """``None`` for a task that nobody has labelled yet. What a model predicted is no label."""
    place = InBoth(f"task {number}", f"tugas ke-{number}")
    facts = task.get("data") if isinstance(task, dict) else None
    mention = facts.get("mention", facts.get("text")) if isinstance(facts, dict) else None
    if not isinstance(facts, dict) or not isinstance(mention, str) or not mention.strip():
        fault = InBoth("data.mention is missing or empty", "data.mention tidak ada atau kosong")
        raise FaultyLabel(name=name, place=place, fault=fault)
    try:
        given = {_chosen(one) for one in task.get("annotations", ()) if not one.get("was_cancelled")}
    except (AttributeError, KeyError, TypeError) as error:
        fault = InBoth("an annotation without choices", "anotasi tanpa pilihan")
        raise FaultyLabel(name=name, place=place, fault=fault) from error
    if len(given) > 1:
        fault = InBoth("its annotators chose differently: agree on one", "pelabelnya berbeda pilihan: sepakati satu")
        raise FaultyLabel(name=name, place=place, fault=fault)
    return _label(mention, given.pop(), facts) if given else None


def _chosen(annotation: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = [choice for one in annotation["result"] if one["type"] == "choices" for choice in one["value"]["choices"]]
    if not chosen:
        raise KeyError("choices")
    return tuple(sorted(str(code) for code in chosen))


def _label(mention: str, codes: Iterable[str], details: Mapping[str, Any]) -> LabelledMention:
    return LabelledMention(
        mention=mention,
        codes=tuple(code for code in codes if code != NONE),
        canonical=str(details.get("canonical") or ""),
        variant=str(details.get("variant") or ""),
        unit=str(details["unit"]) if details.get("unit") else None,
        id=str(details.get("id") or ""),
        note=str(details.get("note") or ""),
    )


def _write_docbin(path: Path, labels: Sequence[LabelledMention]) -> None:
    """One document a name, its codes as text categories (``spacy train`` with a text categoriser reads them)."""
    from spacy.tokens import DocBin

    from extractor.narrative import tokens_of

    corpus = DocBin(store_user_data=True)
    for label in labels:
        doc = tokens_of(label.mention)
        doc.cats = dict.fromkeys(label.codes or (NONE,), 1.0)
        doc.user_data = _details(label)
        corpus.add(doc)
    corpus.to_disk(path)


def _read_docbin(path: Path) -> list[LabelledMention]:
    from spacy.tokens import DocBin

    from extractor.narrative import tokens_of

    try:
        docs = list(DocBin().from_disk(path).get_docs(tokens_of("").vocab))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own
        detail = InBoth("it is no DocBin of spaCy", "bukan DocBin spaCy")
        raise Damaged(name=path.name, detail=detail) from error
    labels = []
    for number, doc in enumerate(docs, 1):
        codes = [code for code, weight in doc.cats.items() if weight >= 0.5]
        if not doc.text.strip() or not codes:
            fault = InBoth("no text, or no category", "tanpa teks, atau tanpa kategori")
            raise FaultyLabel(name=path.name, place=_nth(number, doc.text), fault=fault)
        labels.append(_label(doc.text, codes, doc.user_data))
    return labels
