"""Indonesian words without their affixes, roughly: "pelayanan", "dilayani" and "terlayani" meet in "layan".

Not a dictionary stemmer: both sides of a comparison are cut alike, so a wrong stem does no harm unless two words
of different meaning fall together; the ranker weighs whole words beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIX = re.compile(r"(?:nya|kan|an|i)$")
_PREFIXES = (
    (re.compile(r"^(?:meny|peny)(?=[aeiou])"), "s"),
    (re.compile(r"^(?:mem|pem)(?=[aeiou])"), "p"),
    (re.compile(r"^(?:men|pen)(?=[aeiou])"), "t"),
    (re.compile(r"^(?:meng|peng)(?=[aeiou])"), ""),
    (re.compile(r"^(?:meng|peng|mem|pem|men|pen|ber|per|ter|ke|di|me|pe|se)(?=[^\W\d]{4})"), ""),
)
_SHORTEST = 4


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word without one suffix and up to two prefixes, never shorter than four letters."""
    cut = _SUFFIX.sub("", word)
    if len(cut) < _SHORTEST:
        cut = word
    for _ in range(2):
        cut = _without_prefix(cut)
    return cut


def _without_prefix(word: str) -> str:
    for pattern, instead in _PREFIXES:
        shorter = pattern.sub(instead, word)
        if shorter != word and len(shorter) >= _SHORTEST:
            return shorter
    return word
