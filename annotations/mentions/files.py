"""Reads and checks labelled names (JSONL, one name a line)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from extractor.errors import InBoth, WarisanError


class MentionFault(WarisanError):
    """Line {line} of the labelled names has a fault: {fault}. Correct that line."""

    indonesian = "Baris {line} pada daftar nama berlabel keliru: {fault}. Perbaiki baris itu."


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMention:
    """A printed name and what it means."""

    mention: str
    codes: tuple[str, ...]
    """Any of these is right; empty: it means no indicator of the catalogue."""
    canonical: str = ""
    """The usual name; "" where it is one of its own."""
    variant: str = ""
    """How it differs from the canonical name, or which kind of counter-example it is."""
    unit: str | None = None
    id: str = ""
    was: tuple[str, ...] | None = None
    """The codes before a correction."""
    note: str = ""
    """Why they were corrected."""


def gold_mentions() -> list[LabelledMention]:
    """The checked names that scores are measured on."""
    return parse_mentions(_packaged("gold.jsonl"))


def counter_examples() -> list[LabelledMention]:
    """Names that mean no indicator of the catalogue: local indicators, programs, budget lines, headings."""
    return parse_mentions(_packaged("counter_examples.jsonl"))


def parse_mentions(lines: Iterable[str]) -> list[LabelledMention]:
    """Read the lines of a file; the first fault is told with its line."""
    return [_parse(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def write_mentions(mentions: Iterable[LabelledMention]) -> str:
    """The text of a JSONL file; empty fields are left out."""
    return "".join(json.dumps(_plain(mention), ensure_ascii=False) + "\n" for mention in mentions)


def _packaged(name: str) -> list[str]:
    return (resources.files("annotations.mentions") / name).read_text(encoding="utf-8").splitlines()


def _parse(number: int, line: str) -> LabelledMention:
    try:
        read = json.loads(line)
    except json.JSONDecodeError as error:
        raise MentionFault(
            line=number, fault=InBoth(f"it is not JSON ({error.msg})", f"bukan JSON ({error.msg})")
        ) from error
    if not isinstance(read, dict):
        raise MentionFault(line=number, fault=InBoth("it is not an object", "bukan objek JSON"))
    mention, codes = read.get("mention"), read.get("codes")
    if not isinstance(mention, str) or not mention.strip():
        raise MentionFault(line=number, fault=InBoth("mention is empty", "mention kosong"))
    if not isinstance(codes, list) or not all(isinstance(code, str) and code for code in codes):
        raise MentionFault(line=number, fault=InBoth("codes is not a list of codes", "codes bukan daftar kode"))
    if not isinstance(read.get("unit"), str | None):
        raise MentionFault(line=number, fault=InBoth("unit is no text", "unit bukan teks"))
    was = read.get("was")
    return LabelledMention(
        mention=mention,
        codes=tuple(codes),
        canonical=str(read.get("canonical") or ""),
        variant=str(read.get("variant") or ""),
        unit=read.get("unit"),
        id=str(read.get("id") or ""),
        was=None if was is None else tuple(was),
        note=str(read.get("note") or ""),
    )


def _plain(mention: LabelledMention) -> dict[str, Any]:  # Any: a JSON object
    plain: dict[str, Any] = {"id": mention.id, "mention": mention.mention, "codes": list(mention.codes)}
    for name in ("canonical", "variant", "unit", "note"):
        plain[name] = getattr(mention, name)
    plain["was"] = None if mention.was is None else list(mention.was)
    return {key: value for key, value in plain.items() if key in ("mention", "codes") or value not in ("", None)}
