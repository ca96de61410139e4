"""The whole store as CSV or Parquet files with a Frictionless data package beside them, for any other program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import WarisanError
from store.chain import list_events
from store.connection import canonical_json
from store.documents import list_documents
from store.proposals import ProposalFilter, list_proposals
from store.values import ValueFilter, list_values

if TYPE_CHECKING:
    from store.connection import Store

Row = Mapping[str, Any]
Fields = Mapping[str, Mapping[str, str]]

_STRINGS = {"type": "string"}
_WHOLE = {"type": "integer"}
# Exact in every reader of a data package: "number" is a decimal number there, and is written without an exponent.
_NUMBER = {"type": "number"}
_OBJECT = {"type": "object"}
_TIME = {"type": "datetime", "format": "any"}

_VALUE_FIELDS: Fields = {
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
_PROPOSAL_FIELDS: Fields = {
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
_DOCUMENT_FIELDS: Fields = {
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


_EVENT_FIELDS: Fields = {
    "id": _WHOLE,
    "at": _TIME,
    "actor": _STRINGS,
    "action": _STRINGS,
    "batch": _STRINGS,
    "undoes": _STRINGS,
    "subject": _STRINGS,
    "before": _OBJECT,
    "after": _OBJECT,
    "reason": _STRINGS,
    "hash": _STRINGS,
}


class NoParquet(WarisanError):
    """Parquet needs a library that is not installed. Install it with: pip install 'warisan[parquet]', or write CSV."""

    indonesian = (
        "Parquet memerlukan pustaka yang belum terpasang. Pasang dengan: pip install 'warisan[parquet]', "
        "atau pakai CSV."
    )


def export(store: Store, folder: Path, *, region: str | None = None, parquet: bool = False) -> Path:
    """Writes documents, proposals, values and, without ``region``, decisions, and the ``datapackage.json`` of them.

    Gives the last.
    """
    if parquet and find_spec("pyarrow") is None:
        raise NoParquet
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, tuple[Fields, Iterable[Row]]] = {
        "documents": (_DOCUMENT_FIELDS, (one.to_json() for one in list_documents(store, region=region))),
        "proposals": (_PROPOSAL_FIELDS, _proposals(store, region)),
        "values": (_VALUE_FIELDS, _values(store, region)),
    }
    if region is None:
        # One chain for all regions: a part of it would prove nothing.
        tables["decisions"] = (_EVENT_FIELDS, _decisions(store))
    resources = []
    for name, (fields, rows) in tables.items():
        file = folder / f"{name}.{'parquet' if parquet else 'csv'}"
        (_write_parquet if parquet else _write_csv)(file, fields, rows)
        resources.append(_resource(name, file.name, fields))
    package = {
        "profile": "data-package" if parquet else "tabular-data-package",
        "name": "warisan",
        "resources": resources,
    }
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _resource(name: str, path: str, fields: Fields) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": field, **kind} for field, kind in fields.items()],
        "primaryKey": ["id"],
    }
    if "document" in fields:
        reference = {"resource": "documents", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["document"], "reference": reference}]
    is_csv = path.endswith(".csv")
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource" if is_csv else "data-resource",
        "format": "csv" if is_csv else "parquet",
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
        **({"encoding": "utf-8"} if is_csv else {}),
        "schema": schema,
    }


def _values(store: Store, region: str | None) -> Iterable[Row]:
    for value in list_values(store, ValueFilter(region=region)):
        yield {**value.to_json(), **({} if value.source is None else value.source.to_json()), "year": value.year}


def _proposals(store: Store, region: str | None) -> Iterable[Row]:
    return (proposal.to_json() for proposal in list_proposals(store, ProposalFilter(region=region)))


def _decisions(store: Store) -> Iterable[Row]:
    """In the order of the chain."""
    for event in reversed(list_events(store, limit=None)):
        yield {field: getattr(event, field) for field in _EVENT_FIELDS}


def _write_csv(path: Path, fields: Fields, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        writer.writerows([_cell(row.get(field)) for field in fields] for row in rows)


def _write_parquet(path: Path, fields: Fields, rows: Iterable[Row]) -> None:
    """The same columns, typed. Values are decimals, as exact as in the store."""
    import pyarrow
    from pyarrow import parquet

    cells = [{field: _typed(row.get(field), kind["type"]) for field, kind in fields.items()} for row in rows]
    columns = {field: [row[field] for row in cells] for field in fields}
    types = {"integer": pyarrow.int64(), "datetime": pyarrow.timestamp("us", tz="UTC")}
    arrays = [
        pyarrow.array(
            column,
            _decimal_type(column)
            if fields[field]["type"] == "number"
            else types.get(fields[field]["type"], pyarrow.string()),
        )
        for field, column in columns.items()
    ]
    parquet.write_table(pyarrow.table(arrays, names=list(fields)), path)


def _typed(fact: object, kind: str) -> object:
    if fact is None:
        return None
    if kind == "number":
        return Decimal(str(fact))
    if kind == "datetime":
        return fact if isinstance(fact, datetime) else datetime.fromisoformat(str(fact))
    return fact if kind == "integer" else _cell(fact)


def _decimal_type(column: Iterable[object]) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Wide enough for each number of the column: readers know the shorter type best."""
    import pyarrow

    numbers = [number for number in column if isinstance(number, Decimal)]
    places = max((max(0, -int(number.as_tuple().exponent)) for number in numbers), default=0)
    whole = max((number.adjusted() + 1 for number in numbers), default=1)
    digits = max(1, places + max(1, whole))
    return pyarrow.decimal128(38, places) if digits <= 38 else pyarrow.decimal256(76, places)


def _cell(fact: object) -> str:
    if fact is None:
        return ""
    if isinstance(fact, Decimal):
        return format(fact, "f")
    if isinstance(fact, dict):
        return canonical_json(fact)
    if isinstance(fact, list | tuple):
        return " ".join(str(part) for part in fact)
    return fact.isoformat() if isinstance(fact, datetime) else str(fact)
