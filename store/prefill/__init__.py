"""Next cycle's forms, filled from confirmed values, with the source of every number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from store.prefill.blanks import BlankForm, FaultyFormList, FormWithoutSlots, read_blank
from store.prefill.building import build_form
from store.prefill.derived import derived_forms
from store.prefill.drift import Drift, DriftReport, OpenSlot, Part, Shift, compare_blanks, drift_report
from store.prefill.evidence import Evidence, NothingToProve, evidence_of_form, evidence_of_values
from store.prefill.evidence_pdf import draw_from_store, write_evidence
from store.prefill.facts import Ask, Column, Form, FormRow, FormTable, Missing, Slot, SlotState, Source
from store.prefill.fields import columns_of
from store.prefill.fills import FilledSlot, slots_filled
from store.prefill.known import find_report
from store.prefill.own_forms import build_own_form
from store.prefill.reading_back import Edit, ReadBack, is_our_form, read_back, readings_of
from store.prefill.rolled import Action, Change, RollForwardReport
from store.prefill.rolling import roll_forward
from store.prefill.scales import unit_beside
from store.prefill.writing import whole_file

if TYPE_CHECKING:
    from store.connection import Store

__all__ = [
    "Action",
    "Ask",
    "BlankForm",
    "Change",
    "Column",
    "Drift",
    "DriftReport",
    "Edit",
    "Evidence",
    "FaultyFormList",
    "FilledSlot",
    "Form",
    "FormRow",
    "FormTable",
    "FormWithoutSlots",
    "Missing",
    "NothingToProve",
    "OpenSlot",
    "Part",
    "ReadBack",
    "RollForwardReport",
    "Shift",
    "Slot",
    "SlotState",
    "Source",
    "build_form",
    "build_own_form",
    "columns_of",
    "compare_blanks",
    "derived_forms",
    "draw_from_store",
    "drift_report",
    "evidence_of_form",
    "evidence_of_values",
    "find_report",
    "is_our_form",
    "propose_edits",
    "read_back",
    "read_blank",
    "readings_of",
    "roll_forward",
    "slots_filled",
    "unit_beside",
    "whole_file",
    "write_csv",
    "write_docx",
    "write_evidence",
    "write_json",
    "write_xlsx",
]


def write_json(form: Form, path: Path) -> None:
    """Every slot with its state, its exact value as text, and its source."""
    with whole_file(path) as temporary:
        temporary.write_text(json.dumps(form.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_csv(form: Form, path: Path) -> None:
    """One line a slot."""
    from store.prefill.listing import write_csv as write

    write(form, path)


def write_docx(form: Form, path: Path) -> None:
    """The form as an office hands it in, with the list of what is still missing in front."""
    from store.prefill.word import form_document

    document = form_document(form)
    with whole_file(path) as temporary:
        document.save(str(temporary))


def write_xlsx(form: Form, path: Path) -> None:
    """The form as a workbook; sources stand in columns that are locked."""
    from store.prefill.sheet import form_workbook

    workbook = form_workbook(form)
    with whole_file(path) as temporary:
        workbook.save(temporary)


def propose_edits(store: Store, path: Path, actor: str) -> ReadBack:
    """Stores an edited form and proposes what was changed in it, with the form as its source.

    A person still accepts the proposals; the same file again proposes nothing new.
    """
    from dataclasses import replace

    from extractor.facts import Identity, Problem, ReportReadings
    from models.facts import Outcome, Suggestion
    from store.documents import add_document
    from store.recording import record_readings
    from store.report_names import named_report

    found = read_back(path)
    # A government's own form is no kind of report that the catalogue knows.
    report = named_report(found.report, _report_codes(store)) if found.report else None
    document = add_document(store, path, region=found.region, report=report, year=found.year, actor=actor)
    found = replace(found, document_id=document.id)
    if document.already_stored and document.state == "read":
        return found
    reason = f"diisi pada formulir oleh {actor}"
    suggestions = [
        Suggestion(outcome=Outcome.MATCH, code=edit.mark.code, probability=1.0, reasons=(reason,))
        for edit in found.edits
    ]
    identity = Identity(report=report, year=found.year, region=None, evidence={"form": "tanda formulir"})
    readings = ReportReadings(
        identity=identity,
        pages=None,
        pages_read=None,
        readings=readings_of(found),
        problems=tuple(Problem(page=None, what=what, why=why) for what, why in found.told()),
    )
    record_readings(store, document.id, readings, suggestions=suggestions)
    return found


def _report_codes(store: Store) -> list[str]:
    from sqlalchemy import select

    from store.tables import ReportRow

    with store.session(read_only=True) as session:
        return list(session.scalars(select(ReportRow.code)))
