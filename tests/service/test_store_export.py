"""The store handed on to other programs: exact, described, and readable by those who do not know Warisan."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from store_world import POVERTY, reading, recorded, sure

from extractor.facts import Status
from store import Store, accept, list_events
from store.export import export


def exported(store: Store, folder: Path, *, parquet: bool = False) -> Path:
    recorded(
        store,
        folder,
        [reading("71.930"), reading("5000000000000.25", row=3), reading(None, row=2, status=Status.NOT_RELEASED)],
        [sure(), sure("makro.pdrb_adhb"), sure(POVERTY)],
    )
    accept(store, [1, 2, 3], actor="budi", despite_checks=True, reason='sesuai, "asli"\nlaporan')
    return export(store, folder / "ekspor", parquet=parquet)


def test_an_export_is_exact_and_describes_itself(sqlite_store: Store, tmp_path: Path) -> None:
    package = json.loads(exported(sqlite_store, tmp_path).read_text(encoding="utf-8"))
    assert [one["name"] for one in package["resources"]] == ["documents", "proposals", "values", "decisions"]
    for resource in package["resources"]:
        with (tmp_path / "ekspor" / resource["path"]).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        if resource["name"] == "values":
            said = [dict(zip(header, row, strict=True)) for row in rows]
            assert sorted((row["value"], row["status"], row["year"]) for row in said) == [
                ("", "not_released", "2024"),
                ("5000000000000.25", "given", "2024"),
                ("71.930", "given", "2024"),
            ]


def faults_of(package: Path) -> str:
    """As the program of those who wrote the standard finds them; in a process of its own, as it warns of others."""
    check = "import sys, frictionless; print(frictionless.validate(sys.argv[1]).flatten(['message']))"
    done = subprocess.run(
        [sys.executable, "-c", check, package.name], cwd=package.parent, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_an_export_is_a_valid_data_package(sqlite_store: Store, tmp_path: Path) -> None:
    path = exported(sqlite_store, tmp_path)
    assert faults_of(path) == "[]"
    values = path.with_name("values.csv")
    values.write_text(values.read_text(encoding="utf-8").replace("71.930", "tujuh"), encoding="utf-8")
    assert "tujuh" in faults_of(path)


def test_an_export_to_parquet_keeps_numbers_exact(sqlite_store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs warisan[parquet]")
    exported(sqlite_store, tmp_path, parquet=True)
    values = parquet.read_table(tmp_path / "ekspor" / "values.parquet").to_pylist()
    assert {row["value"] for row in values} == {Decimal("71.93"), Decimal("5000000000000.25"), None}
    assert {row["status"] for row in values} == {"given", "not_released"}
    decisions = parquet.read_table(tmp_path / "ekspor" / "decisions.parquet").to_pylist()
    assert [row["hash"] for row in decisions] == [event.hash for event in reversed(list_events(sqlite_store))]
