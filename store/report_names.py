"""The names under which people know reports, beside the codes of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

CUSTOMARY = {
    "SAKIP": "LKJIP",
    "LAKIP": "LKJIP",
    "LKIP": "LKJIP",
    "LHE": "LHE-AKIP",
    "LHEAKIP": "LHE-AKIP",
    "ILPPD": "RLPPD",
    "PERJANJIANKINERJA": "PK",
    "RKPDEVALUASI": "RKPD-evaluasi",
    "RPJMDEVALUASI": "RPJMD-evaluasi",
}

# Recognised and read; the catalogue itself has no slots for them.
PLANS_WITHOUT_SLOTS = ("IKU", "PK", "RENJA", "RENSTRA", "RPJMD")


def named_report(given: str, codes: Iterable[str]) -> str | None:
    """Which of these codes is meant, however it is written: ``lkjip``, ``SAKIP``, ``lhe-akip``."""
    known = {_plain(code): code for code in codes}
    plain = _plain(given)
    return known.get(plain) or known.get(_plain(CUSTOMARY.get(plain, plain)))


def _plain(report: str) -> str:
    return "".join(letter for letter in report.upper() if letter.isalnum())
