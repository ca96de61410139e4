"""The sample reports measure our readers, so they are measured themselves: every gold line stands where it says."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path

import docx
import pypdfium2
import pytest

from annotations.samples import (
    PRINTED,
    SAMPLE_PROVINCE,
    SAMPLE_REGION,
    SampleReport,
    planted,
    repeated,
    sample_reports,
)
from annotations.samples._content import Mark, Table, all_marks, gold_line, marks
from annotations.samples._typst import print_pdf
from annotations.samples._word import print_word
from annotations.samples.build import WRITERS, as_json

SAMPLES = sample_reports()
PDFS = [sample for sample in SAMPLES if sample.format == "pdf"]
WORDS = [sample for sample in SAMPLES if sample.format == "docx"]


def squeezed(text: str) -> str:
    """Without white space and soft hyphens: narrow columns cut words and numbers."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u0002]+", "", text)


@cache
def pages(path: Path) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(squeezed(text.get_text_bounded()))
            text.close()
            page.close()
        return tuple(texts)
    finally:
        document.close()


@cache
def gold(path: Path) -> tuple[dict[str, object], ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines)


def catalogue(name: str) -> list[dict[str, str]]:
    text = resources.files("store.catalogue").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("sample", PDFS, ids=lambda sample: sample.name)
def test_each_gold_value_is_printed_on_its_page_as_often_as_gold_says(sample: SampleReport) -> None:
    texts = pages(sample.path)
    wanted = Counter((int(str(line["page"])), squeezed(str(line["raw"]))) for line in gold(sample.gold))
    astray = {key: count for key, count in wanted.items() if texts[key[0] - 1].count(key[1]) < count}
    assert not astray


@pytest.mark.parametrize("sample", WORDS, ids=lambda sample: sample.name)
def test_each_gold_value_is_printed_in_its_word_file(sample: SampleReport) -> None:
    body = docx.Document(str(sample.path)).element.body
    text = squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))
    assert [line["raw"] for line in gold(sample.gold) if squeezed(str(line["raw"])) not in text] == []
    assert {line["page"] for line in gold(sample.gold)} == {None}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_committed_gold_is_what_the_writers_write(sample: SampleReport) -> None:
    report = WRITERS[sample.name.removesuffix(PRINTED)]()
    written = [
        json.loads(as_json(gold_line(mark.gold, None)), parse_float=Decimal, parse_int=Decimal)
        for mark in all_marks(report)
    ]
    assert [{**line, "page": None} for line in gold(sample.gold)] == written


@pytest.mark.parametrize("name", WRITERS)
def test_tables_that_only_look_like_indicators_hold_no_gold_and_all_others_do(name: str) -> None:
    tables = [block for block in WRITERS[name]().blocks if isinstance(block, Table)]
    assert any(table.trap for table in tables)
    assert {table.caption for table in tables if table.trap == bool(list(marks(table)))} == set()


@pytest.mark.parametrize("name", WRITERS)
def test_gold_names_its_cell(name: str) -> None:
    """The value of a gold line is the number in its print, and its context holds the print or the caption."""
    for mark in all_marks(WRITERS[name]()):
        line = mark.gold
        digits = re.sub(r"\D", "", line.raw)
        if line.value is not None:
            assert re.sub(r"\D", "", format(line.value, "f")) in digits, line
        else:
            assert line.grade or line.status in {"missing", "not_released", "not_applicable"}, line
        assert line.context, line


def test_each_planted_fault_is_printed_in_its_report_and_the_truth_in_another() -> None:
    for fault in planted():
        told = [
            line
            for line in gold(path_of(fault.report))
            if (line["code"], line["year"], line["kind"]) == (fault.code, fault.year, fault.kind)
        ]
        assert fault.printed in {line["value"] for line in told}, fault
        elsewhere = {
            line["value"]
            for sample in SAMPLES
            for line in gold(sample.gold)
            if (line["code"], line["year"], line["kind"]) == (fault.code, fault.year, fault.kind)
        }
        # What is planted inside one row is caught by that row's own numerator and denominator.
        assert fault.true in elsewhere or fault.id == "p10", fault


def path_of(name: str) -> Path:
    return next(sample.gold for sample in SAMPLES if sample.name == name)


def test_codes_are_of_the_catalogue_or_local() -> None:
    known = {row["code"] for row in catalogue("indicators.csv")}
    codes = {str(line["code"]) for sample in SAMPLES for line in gold(sample.gold)}
    local = {code for code in codes if code.startswith("local:")}
    assert codes - local <= known
    assert len(codes - local) >= 120
    assert len(local) >= 20


def test_reports_are_of_the_catalogue_and_the_city_of_nowhere() -> None:
    assert {sample.report for sample in SAMPLES} <= {row["report"] for row in catalogue("reports.csv")}
    assert {"LKPJ", "LPPD", "SPM", "LKJIP", "RB", "LHE-AKIP"} <= {sample.report for sample in SAMPLES}
    regions = catalogue("regions.csv")
    assert not {SAMPLE_REGION.code, SAMPLE_PROVINCE.code} & {row["kode"] for row in regions}
    assert not any("purwaloka" in row["nama"].casefold() or "nusa lintang" in row["nama"].casefold() for row in regions)


def test_samples_stay_small() -> None:
    sizes = [sample.path.stat().st_size for sample in SAMPLES]
    assert max(sizes) < 400_000
    assert sum(sizes) < 4_000_000


def test_every_absence_occurs_and_stays_itself() -> None:
    statuses = Counter((str(line["status"]), str(line["raw"])) for sample in SAMPLES for line in gold(sample.gold))
    assert statuses["not_released", "belum rilis"]
    assert statuses["missing", "-"]
    assert statuses["missing", "N/A"]
    assert any(status == "zero" for status, _ in statuses)


def test_printing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    report = WRITERS["lhe-2024"]()
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert print_pdf(report, first) == print_pdf(report, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_mark_knows_the_page_it_was_laid_out_on(tmp_path: Path) -> None:
    report = WRITERS["lhe-2024"]()
    path = tmp_path / "lhe.pdf"
    found = print_pdf(report, path)
    texts = pages(path)
    printed: list[Mark] = list(all_marks(report))
    assert len(found) == len(printed)
    assert all(squeezed(mark.text) in texts[page - 1] for mark, page in zip(printed, found, strict=True))


def test_word_files_are_written_the_same_twice(tmp_path: Path) -> None:
    report = WRITERS["rb-2024"]()
    for name in ("first", "second"):
        print_word(report, tmp_path / f"{name}.docx", unpaged=True)
    assert (tmp_path / "first.docx").read_bytes() == (tmp_path / "second.docx").read_bytes()


def test_reports_contradict_each_other_only_where_it_was_planted() -> None:
    told: dict[tuple[object, ...], set[object]] = {}
    for sample in sample_reports(copies=False):
        for line in gold(sample.gold):
            if line["kind"] in {"target", "realisasi"} and line["value"] is not None:
                key = (line["code"], line["year"], line["kind"], line["unit"])
                told.setdefault(key, set()).add(line["value"])
    contradictory = {key[:3] for key, values in told.items() if len(values) > 1}
    faults = {(fault.code, fault.year, fault.kind) for fault in planted()}
    assert contradictory <= faults
    assert len(contradictory) >= 10


def test_much_is_typed_more_than_once() -> None:
    typed = repeated()
    assert len(typed) > 300
    assert "lppd-2024" in typed["makro.kemiskinan_p0", 2024, "realisasi", "%"]
    assert len(typed["makro.kemiskinan_p0", 2024, "realisasi", "%"]) >= 5


def test_a_copy_holds_the_readings_of_its_word_file() -> None:
    copies = [sample for sample in SAMPLES if sample.copy_of]
    assert copies
    for copy in copies:
        assert [{**line, "page": None} for line in gold(copy.gold)] == list(gold(path_of(str(copy.copy_of))))
    assert not any(sample.copy_of for sample in sample_reports(copies=False))
