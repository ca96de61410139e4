"""The same counts for each year of values and for each government."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from store.overlap.facts import Contradiction, Entry, PartCounts

Key = tuple[str, str, int, str, str]
"""Region, indicator code (or plain printed name), year, period, kind."""


def parts(
    groups: Mapping[tuple[Key, str], Sequence[Entry]],
    conflicts: Iterable[Contradiction],
    *,
    of_key: Callable[[Key], str],
    of_conflict: Callable[[Contradiction], str],
) -> tuple[PartCounts, ...]:
    documents: dict[str, set[int]] = defaultdict(set)
    entries: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    for (key, _), found in groups.items():
        printing = {entry.document_id for entry in found}
        part = of_key(key)
        documents[part] |= printing
        entries[part] += len(printing)
        repeated[part] += len(printing) - 1
    against: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for one in conflicts:
        if not one.within_one_document:
            against[of_conflict(one)].add((one.region, one.code, one.year, one.period, one.kind))
    return tuple(
        PartCounts(
            name=name,
            documents=len(documents[name]),
            entries=entries[name],
            repeated_entries=repeated[name],
            contradictions=len(against[name]),
        )
        for name in sorted(documents)
    )
