"""Words of table headers that an engine misread by one letter: by them a table's columns are told apart.

Only long words that nothing else in these reports looks like are put right; numbers and names are never touched.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HEADER_WORDS = """
target realisasi capaian pencapaian indikator kinerja satuan sasaran strategis program persentase anggaran
kondisi triwulan semester keterangan baseline
"""
HEADER_WORDS = frozenset(_HEADER_WORDS.split())
FEWEST_LETTERS = 6
_WORD = re.compile(r"(?<![\w|!])[A-Za-z01|!]{5,}(?![\w|!])")
_SIGNS = str.maketrans("01|!", "oiii")
"""Signs that engines take for letters in a word."""
REAL_WORDS = frozenset({"targets", "programs", "kesatuan"})
"""What else is printed and stands one letter from a header's word."""


def mend_header_words(text: str) -> str:
    """``Realissi``, ``TTarget``, ``1ndikator``: the header's word, in the case of its letters."""
    return _WORD.sub(lambda found: _mended(found.group()), text)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    from rapidfuzz.distance import OSA

    if not any(letter.isalpha() for letter in word) or word.casefold() in HEADER_WORDS | REAL_WORDS:
        return word
    low = word.casefold().translate(_SIGNS)
    near = [right for right in HEADER_WORDS if OSA.distance(low, right, score_cutoff=1) <= 1]
    if len(low) < FEWEST_LETTERS - 1 or len(near) != 1:
        return word
    letters = [letter for letter in word if letter.isalpha()]
    if all(letter.isupper() for letter in letters):
        return near[0].upper()
    return near[0].capitalize() if word[0].isupper() or not word[0].isalpha() else near[0]
