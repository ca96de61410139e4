"""Next cycle's form, for the command line and the pages alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.language import say
from extractor.errors import WarisanError

if TYPE_CHECKING:
    from store import Store
    from store.prefill import Evidence, Form, ReadBack, Shift

FORMATS = ("docx", "xlsx", "csv", "json")
"""Kinds of file a form can be written as, by suffix."""


_PARTS = {"table": ("tabel", "table"), "column": ("kolom", "column"), "row": ("baris", "row")}
_DRIFTS = {
    "added": ("baru", "new"),
    "renamed": ("berganti nama", "renamed"),
    "moved": ("berpindah", "moved"),
    "dropped": ("hilang", "dropped"),
}


class UnknownFormat(WarisanError):
    """Forms are written as {known}, not as {suffix}. Name the file so: form.docx."""

    indonesian = "Formulir ditulis sebagai {known}, bukan {suffix}. Beri nama seperti form.docx."


def make_form(store: Store, report: str, year: int, region: str, *, everything: bool = False) -> Form:
    from store import resolve_region
    from store.prefill import build_form

    government = resolve_region(store, region)
    with store.session(read_only=True) as session:
        return build_form(session, report, year, government.code, everything=everything)


def make_own_form(store: Store, blank: Path, year: int, region: str) -> Form:
    """A government's own form, from its blank file."""
    from store import resolve_region
    from store.prefill import build_own_form, read_blank

    government = resolve_region(store, region)
    read = read_blank(blank)
    with store.session(read_only=True) as session:
        return build_own_form(session, read, year, government.code)


def take_back(store: Store, path: Path, actor: str) -> ReadBack | None:
    """An edited form of ours: its edits become proposals. ``None`` for any other file, which is read like a report."""
    from extractor.errors import NotOurForm
    from store.prefill import is_our_form, propose_edits

    if not is_our_form(path):
        return None
    try:
        return propose_edits(store, path, actor)
    except NotOurForm:
        return None


def evidence_for(store: Store, actor: str, *, form: Form | None = None, values: Sequence[int] = ()) -> Evidence:
    """For the values that stand in a form, or for those named."""
    from store.prefill import evidence_of_form, evidence_of_values

    return evidence_of_values(store, values, actor) if form is None else evidence_of_form(store, form, actor)


def drift_in_words(shift: Shift) -> str:
    """``kolom berganti nama``."""
    part, drift = _PARTS[shift.part], _DRIFTS[shift.drift]
    return say(f"{part[0]} {drift[0]}", f"{part[1]} {drift[1]}")


def told_back(back: ReadBack) -> str:
    """One sentence on an edited form."""
    return say(
        f"formulir {back.report} {back.year}: {len(back.edits)} perubahan diusulkan, {back.unchanged} isian tetap, "
        f"{len(back.problems)} perlu dilihat (dokumen {back.document_id})",
        f"form {back.report} {back.year}: {len(back.edits)} edits proposed, {back.unchanged} slots unchanged, "
        f"{len(back.problems)} to look at (document {back.document_id})",
    )


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
        "csv": store.prefill.write_csv,
        "json": store.prefill.write_json,
    }
    writers[check_format(path)](form, path)
