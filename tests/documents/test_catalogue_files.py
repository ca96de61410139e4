"""The packaged catalogue comes whole into facts, and a faulty row is named with its line."""

from __future__ import annotations

import shutil
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from store.catalogue_files import FaultyCatalogueRow, load_catalogue, load_catalogue_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with resources.as_file(resources.files("store") / "catalogue") as packaged:
        shutil.copytree(packaged, tmp_path / "catalogue", copy_function=shutil.copyfile)
    return tmp_path / "catalogue"


def test_every_row_is_loaded_and_none_is_dropped():
    rows = load_catalogue_rows()
    counts = [len(part) for part in (rows.indicators, rows.aliases, rows.relations, rows.requirements, rows.regions)]
    assert counts == [531, 1840, 86, 1818, 552]
    assert [len(part) for part in (rows.reports, rows.units, rows.grades)] == [18, 60, 122]


def test_confidence_and_bounds_are_kept():
    poverty = next(i for i in load_catalogue().indicators if i.code == "makro.kemiskinan_p0")
    assert (poverty.confidence, poverty.plausible_min, poverty.plausible_max) == (
        "source-confirmed",
        Decimal("0"),
        Decimal("50"),
    )


def test_catalogue_knows_who_asks_and_how_words_are_misspelt():
    catalogue = load_catalogue()
    assert "LPPD" in catalogue.asked_by["makro.ipm"]
    assert catalogue.spellings["prosentase"] == "persentase"
    assert catalogue.spellings["dalamwilayah"] == "dalam wilayah"
    assert "%" in catalogue.units["persen"]


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("aliases.csv", "tidak.ada,Nama,memory,", "tidak.ada"),
        ("indicators.csv", "makro.ipm,Lagi,indeks,decimal,higher,x,x,x,0,1,x,memory,kabkota", "twice"),
        ("indicators.csv", "x.y,Nama,indeks,decimal,higher,x,x,x,nol,1,x,memory,kabkota", "nol"),
        ("indicators.csv", "x.y,Nama,indeks,decimal,higher,x,x,x,9,1,x,memory,kabkota", "above"),
        ("relations.csv", "makro.ipm,makro.uhh,,", "relation"),
        ("aliases.csv", "makro.uhh, ipm,memory,", "points to two indicators \\(makro.ipm, makro.uhh\\)"),
        ("aliases.csv", "makro.uhh,,memory,", "alias is empty"),
        ("indicators.csv", "x.y,,indeks,decimal,higher,x,x,x,0,1,x,memory,kabkota", "name is empty"),
        ("indicators.csv", "x.y,Nama,depa,decimal,higher,x,x,x,0,1,x,memory,kabkota", "unit 'depa' is not in units"),
        ("indicators.csv", "x.y,Nama,orang,percentage,higher,x,x,x,0,1,x,memory,kabkota", "'orang' contradicts"),
    ],
)
def test_faulty_row_is_named(folder: Path, file: str, line: str, told: str):
    path = folder / file
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, line]) + "\n", encoding="utf-8")
    with pytest.raises(FaultyCatalogueRow, match=told) as raised:
        load_catalogue(folder)
    assert raised.value.facts["line"] == len(lines) + 1
    assert file in raised.value.sentence("id")
