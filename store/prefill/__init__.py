"""Next cycle's forms, filled from confirmed values, with the source of every number."""

from __future__ import annotations

import json
from pathlib import Path

from store.prefill.building import build_form
from store.prefill.facts import Ask, Column, Form, FormRow, FormTable, Missing, Slot, SlotState, Source
from store.prefill.fields import columns_of
from store.prefill.known import find_report
from store.prefill.rolled import Action, Change, RollForwardReport
from store.prefill.rolling import roll_forward
from store.prefill.writing import whole_file

__all__ = [
    "Action",
    "Ask",
    "Change",
    "Column",
    "Form",
    "FormRow",
    "FormTable",
    "Missing",
    "RollForwardReport",
    "Slot",
    "SlotState",
    "Source",
    "build_form",
    "columns_of",
    "find_report",
    "roll_forward",
    "whole_file",
    "write_docx",
    "write_json",
    "write_xlsx",
]


def write_json(form: Form, path: Path) -> None:
    """Every slot with its state, its exact value as text, and its source."""
    with whole_file(path) as temporary:
        temporary.write_text(json.dumps(form.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
