"""The kinds of report there are, for options that name one."""

from __future__ import annotations

from extractor.errors import UnknownReport


def known_report(given: str) -> str:
    """The code as the catalogue writes it ("lkjip" is LKJIP), or the error that lists them."""
    from store.catalogue_files import load_catalogue_rows

    codes = [line.code for line in load_catalogue_rows().reports]
    for code in codes:
        if code.casefold() == given.strip().casefold():
            return code
    raise UnknownReport(report=given, known=", ".join(sorted(codes)))
