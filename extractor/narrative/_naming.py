"""Names that stand after their value, names that a sentence lists, scores without a name."""

from __future__ import annotations

import re

from extractor.narrative._drafts import Draft
from extractor.narrative._gaps import is_indicator, strip_connectors
from extractor.narrative._words import MONEY_NAMES

_FOR = re.compile(r"\b(?:untuk|pada|atas)\s+(?:indikator\s+)?(?P<name>[^,;.]+)")
_EVALUATED = re.compile(
    r"\b(?:evaluasi|penilaian|atas|hasil)\s+(?:atas\s+)?(?:evaluasi\s+)?(?:implementasi\s+)?(?P<what>AKIP|SAKIP|"
    r"LAKIP|LKj?IP|RB|Reformasi Birokrasi|SPBE|"
    r"SPIP|KLA|LPPD|EPPD|IPP|Kabupaten/Kota Layak Anak)\b",
    re.IGNORECASE,
)


def name_ahead(drafts: list[Draft], masked: str) -> None:
    """Values before the name: ``Dari target 81,50, Indeks ... terealisasi 82,04``; ``87% untuk persentase ...``."""
    for index, draft in enumerate(drafts):
        if draft.name == "?":
            draft.name = _evaluated_name(masked)
        if draft.name or draft.dropped:
            continue
        if draft.number.is_whole and not draft.number.is_percent and draft.gap.kind is None:
            draft.dropped = True
            continue
        later = next((other.name for other in drafts[index + 1 :] if other.gap.name), None)
        if later is None:
            tail = _FOR.search(masked, drafts[-1].number.end)
            name = strip_connectors(tail["name"]) if tail else ""
            later = name if name and is_indicator(name, loose=False) else None
        draft.name = later if later != "?" else _evaluated_name(masked)
        if draft.number.money and not (draft.name and MONEY_NAMES.search(draft.name)):
            draft.dropped = True


def _evaluated_name(masked: str) -> str:
    found = _EVALUATED.search(masked)
    return f"Nilai {found['what']}" if found else "Nilai hasil evaluasi"


LISTED = re.compile(r"\b(?:masing-masing|berturut-turut|secara berurutan)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*,\s*(?:dan\s+|serta\s+)?|\s+(?:dan|serta)\s+")


def distribute_names(drafts: list[Draft]) -> None:
    """``IKA, IKU, dan IKL masing-masing 53,33; 87,19; dan 44,91``: one name each, where the counts agree."""
    for index, draft in enumerate(drafts):
        if not draft.name or not draft.gap.name or not LISTED.search(draft.gap.text):
            continue
        names = _listed_names(draft.name)
        group = [draft]
        for other in drafts[index + 1 :]:
            if other.gap.name or other.gap.unexplained:
                break
            group.append(other)
        if len(names) < 2:
            continue
        if len(names) != len(group):
            for other in group:
                other.dropped = True
            continue
        for other, name in zip(group, names, strict=True):
            other.name = name


def drop_undealt(drafts: list[Draft]) -> None:
    """``Jumlah ... di tiga desa masing-masing 4, 6 dan 8``: of parts that nothing here can tell from one another."""
    for index, draft in enumerate(drafts):
        if not LISTED.search(draft.gap.text):
            continue
        group = [draft]
        for other in drafts[index + 1 :]:
            if other.gap.name or other.gap.unexplained:
                break
            group.append(other)
        said = {(other.name, other.kind, other.year, other.steps) for other in group}
        if len(said) < len(group):
            for other in group:
                other.dropped = True


def _listed_names(name: str) -> list[str]:
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    if len(parts) < 2:
        return parts
    first = parts[0].split()
    if all(len(part.split()) == 1 for part in parts[1:]) and len(first) > 1:
        shared = " ".join(first[:-1])
        if shared.casefold() in {"nilai", "indikator", "capaian", "indeks"} and first[-1].isupper():
            return [first[-1], *parts[1:]]
        return [f"{shared} {part}" for part in (first[-1], *parts[1:])]
    return parts


def take_subject(drafts: list[Draft], subject: str) -> None:
    """``Target 78,00 terealisasi 83,02``: of the indicator that the heading or the sentence before named."""
    for draft in drafts:
        if draft.name is None and not draft.dropped and not draft.number.money:
            draft.name = subject
