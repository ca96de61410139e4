"""The kinds of report there are, for options and fields that name one."""

from __future__ import annotations

from functools import cache

from extractor.errors import UnknownReport
from store.report_names import PLANS_WITHOUT_SLOTS, named_report


@cache
def reports_with_forms() -> tuple[str, ...]:
    """Codes of the reports that the catalogue says what to fill in for."""
    from store.catalogue_files import load_catalogue_rows
    from store.prefill import derived_forms

    rows = load_catalogue_rows()
    asked = {line.report for line in rows.requirements}
    return (*(line.code for line in rows.reports if line.code in asked), *derived_forms())


@cache
def reports_to_choose() -> tuple[str, ...]:
    from store.catalogue_files import load_catalogue_rows

    return tuple(sorted({*(line.code for line in load_catalogue_rows().reports), *PLANS_WITHOUT_SLOTS}))


def known_report(given: str) -> str:
    """The code as the catalogue writes it ("lkjip" and "SAKIP" are LKJIP), or the error that lists them."""
    code = named_report(given, reports_to_choose())
    if code is None:
        raise UnknownReport(report=given, known=", ".join(reports_to_choose()))
    return code
