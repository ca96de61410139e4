"""Whether the letters of a page make words: some fonts and some old OCR give letters that are not the ones printed."""

from __future__ import annotations

import numpy as np

from extractor.pdf._drawn import Characters, distinct
from extractor.pdf._lines import blank

COMMON = (
    "ang asi dan per ata ran ara tan pen nga tah gan ana yan nta eng kan kat ahu ian men hun era tas ter ngk ela nan "
    "aya aan apa ber ika pem lah ala ing eri asa san ers gka rja sar erj pro ada rat ner kin ind ban mas ali han nya "
    "ent ine rin rse the ion and tio her for tha ere ate res con ver all ati ess"
)
"""The commonest three letters in a row of Indonesian reports, and some of English."""
FEWEST_SHARE = 0.02
"""Of the printed letters of a page, those that begin one of them: 0.13 to 0.6 on 340 pages of reports, 0.025 and more
on invoices and forms in other languages, and about 0.01 where letters stand for others."""
FEWEST_PRINTED, FEWEST_KINDS = 200, 60
"""Print on which the share says something; and different rows of three letters in it."""
LATIN = 0x250
"""Print of other scripts says nothing of these letters."""


def _numbered(letters: str) -> int:
    first, second, third = (ord(letter) - ord("a") for letter in letters)
    return (first * 26 + second) * 26 + third


_IS_COMMON = np.zeros(26**3, bool)
_IS_COMMON[[_numbered(letters) for letters in COMMON.split()]] = True

_SAYS_SOMETHING = ~blank(np.arange(LATIN, dtype=np.uint32))
"""Neither blanks, digits nor the marks of numbers and leaders."""
_SAYS_SOMETHING[[ord(mark) for mark in "0123456789.,-_()%/:;"]] = False


def makes_no_words(chars: Characters) -> str:
    """The measure by which the page's letters are no language, in Indonesian; empty where they may be one."""
    codes = chars.code.astype(np.int64)
    latin = codes[codes < LATIN]
    printed = int(_SAYS_SOMETHING[latin].sum())
    others = len(codes) - len(latin)
    if printed < FEWEST_PRINTED or others > 0.2 * printed:
        return ""
    lower = codes | 32
    letter = (lower >= ord("a")) & (lower <= ord("z")) & (codes < 128)
    three = letter[:-2] & letter[1:-1] & letter[2:]
    number = ((lower[:-2] - 97) * 26 + (lower[1:-1] - 97)) * 26 + (lower[2:] - 97)
    found = number[three]
    symbols = 1 - float(letter.sum()) / printed
    if len(distinct(found)) < FEWEST_KINDS and symbols < 0.5:
        return ""
    share = float(_IS_COMMON[found].sum()) / printed
    return f"hurufnya tidak membentuk kata ({share:.1%} suku kata yang lazim)" if share < FEWEST_SHARE else ""
