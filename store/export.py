"""The whole store as CSV files with a Frictionless data package beside them, for any other program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.documents import list_documents
from store.proposals import ProposalFilter, list_proposals
from store.values import ValueFilter, list_values

if TYPE_CHECKING:
    from store.connection import Store

Row = Mapping[str, Any]

_STRINGS = {"type": "string"}
_WHOLE = {"type": "integer"}
# Exact in every reader of a data package: "number" is a decimal number there, and is written without an exponent.
_NUMBER = {"type": "number"}
_TIME = {"type": "datetime", "format": "any"}

_VALUE_FIELDS: Mapping[str, Mapping[str, str]] = {
    "id": _WHOLE,
    "version": _WHOLE,
    "region": _STRINGS,
    "code": _STRINGS,
    "name": _STRINGS,
    "year": _WHOLE,
    "period": _STRINGS,
    "kind": _STRINGS,
    "value": _NUMBER,
    "grade": _STRINGS,
    "unit": _STRINGS,
    "status": _STRINGS,
    "flags": _STRINGS,
    "document": _WHOLE,
    "file_name": _STRINGS,
    "page": _WHOLE,
    "locator": _STRINGS,
    "confirmed_by": _STRINGS,
    "confirmed_at": _TIME,
}
_PROPOSAL_FIELDS: Mapping[str, Mapping[str, str]] = {
    "id": _WHOLE,
    "document": _WHOLE,
    "region": _STRINGS,
    "code": _STRINGS,
    "probability": _NUMBER,
    "decision": _STRINGS,
    "indicator": _STRINGS,
    "kind": _STRINGS,
    "year": _WHOLE,
    "period": _STRINGS,
    "value": _NUMBER,
    "grade": _STRINGS,
    "unit": _STRINGS,
    "raw": _STRINGS,
    "status": _STRINGS,
    "flags": _STRINGS,
    "page": _WHOLE,
    "locator": _STRINGS,
}
_DOCUMENT_FIELDS: Mapping[str, Mapping[str, str]] = {
    "id": _WHOLE,
    "sha256": _STRINGS,
    "file_name": _STRINGS,
    "report": _STRINGS,
    "year": _WHOLE,
    "region": _STRINGS,
    "unit": _STRINGS,
    "pages": _WHOLE,
    "pages_read": _WHOLE,
    "state": _STRINGS,
    "uploaded_by": _STRINGS,
    "uploaded_at": _TIME,
}


def export(store: Store, folder: Path, *, region: str | None = None) -> Path:
    """Writes ``values.csv``, ``proposals.csv``, ``documents.csv`` and ``datapackage.json``. Gives the last."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, tuple[Mapping[str, Mapping[str, str]], Iterable[Row]]] = {
        "values": (_VALUE_FIELDS, _values(store, region)),
        "proposals": (_PROPOSAL_FIELDS, _proposals(store, region)),
        "documents": (_DOCUMENT_FIELDS, (one.to_json() for one in list_documents(store, region=region))),
    }
    resources = []
    for name, (fields, rows) in tables.items():
        _write(folder / f"{name}.csv", fields, rows)
        schema = {"fields": [{"name": field, **kind} for field, kind in fields.items()], "primaryKey": ["id"]}
        resources.append({"name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "schema": schema})
    package = {"profile": "tabular-data-package", "name": "warisan", "resources": resources}
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _values(store: Store, region: str | None) -> Iterable[Row]:
    for value in list_values(store, ValueFilter(region=region)):
        yield {**value.to_json(), **({} if value.source is None else value.source.to_json()), "year": value.year}


def _proposals(store: Store, region: str | None) -> Iterable[Row]:
    return (proposal.to_json() for proposal in list_proposals(store, ProposalFilter(region=region)))


def _write(path: Path, fields: Mapping[str, Any], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        writer.writerows([_cell(row.get(field)) for field in fields] for row in rows)


def _cell(fact: object) -> str:
    if fact is None:
        return ""
    if isinstance(fact, Decimal):
        return format(fact, "f")
    if isinstance(fact, list | tuple):
        return " ".join(str(part) for part in fact)
    return fact.isoformat() if isinstance(fact, datetime) else str(fact)
