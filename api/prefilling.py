"""Next cycle's form, for the command line and the pages alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import WarisanError

if TYPE_CHECKING:
    from store import Store
    from store.prefill import Form

FORMATS = ("docx", "xlsx", "json")
"""Kinds of file a form can be written as, by suffix."""


class UnknownFormat(WarisanError):
    """Forms are written as {known}, not as {suffix}. Name the file so: form.docx."""

    indonesian = "Formulir ditulis sebagai {known}, bukan {suffix}. Beri nama seperti form.docx."


def make_form(store: Store, report: str, year: int, region: str, *, everything: bool = False) -> Form:
    from store import resolve_region
    from store.prefill import build_form

    government = resolve_region(store, region)
    with store.session(read_only=True) as session:
        return build_form(session, report, year, government.code, everything=everything)


def check_format(path: Path) -> str:
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise UnknownFormat(known=", ".join(f".{one}" for one in FORMATS), suffix=f".{suffix}")
    return suffix


def write_form(form: Form, path: Path) -> None:
    """As the suffix of the file says."""
    import store.prefill

    writers = {
        "docx": store.prefill.write_docx,
        "xlsx": store.prefill.write_xlsx,
        "json": store.prefill.write_json,
    }
    writers[check_format(path)](form, path)
