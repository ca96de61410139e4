"""The kinds of report there are, for options and fields that name one."""

from __future__ import annotations

from functools import cache

from extractor.errors import UnknownReport

# Plans are recognised and read, but no form of theirs is in the catalogue.
PLANS = ("IKU", "PK", "RENJA", "RENSTRA", "RPJMD")

_OTHER_NAMES = {"SAKIP": "LKJIP", "LAKIP": "LKJIP", "LKIP": "LKJIP", "LHE": "LHE-AKIP", "ILPPD": "RLPPD"}


@cache
def reports_with_forms() -> tuple[str, ...]:
    """Codes of the reports that the catalogue says what to fill in for."""
    from store.catalogue_files import load_catalogue_rows

    rows = load_catalogue_rows()
    asked = {line.report for line in rows.requirements}
    return tuple(line.code for line in rows.reports if line.code in asked)


@cache
def reports_to_choose() -> tuple[str, ...]:
    from store.catalogue_files import load_catalogue_rows

    return tuple(sorted({*(line.code for line in load_catalogue_rows().reports), *PLANS}))


def known_report(given: str) -> str:
    """The code as the catalogue writes it ("lkjip" and "SAKIP" are LKJIP), or the error that lists them."""
    plain = _plain(given)
    wanted = _plain(_OTHER_NAMES.get(plain, plain))
    for code in reports_to_choose():
        if _plain(code) == wanted:
            return code
    raise UnknownReport(report=given, known=", ".join(reports_to_choose()))


def _plain(report: str) -> str:
    return "".join(letter for letter in report.upper() if letter.isalnum())
