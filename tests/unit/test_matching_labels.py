"""Labelled names go to other programs and come back the same; faults are told with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.mentions import (
    FaultyLabel,
    LabelledMention,
    UnknownLabelFormat,
    check_codes,
    check_each,
    gold_mentions,
    read_labels,
    write_labels,
)
from extractor.errors import Damaged
from models import unit_fault
from store.catalogue_files import load_catalogue

LABELS = [
    LabelledMention(mention="2) Prosentase penduduk\nmiskin", codes=("makro.kemiskinan_p0",), unit="%", id="a1"),
    LabelledMention(mention="URUSAN KESEHATAN", codes=(), variant="heading"),
    LabelledMention(mention="Nilai SKM", codes=("rb.a", "rb.b"), canonical="SKM", note="sama nilainya"),
]


@pytest.mark.parametrize("suffix", ["jsonl", "json", "spacy"])
def test_labels_come_back_as_they_were_written(tmp_path: Path, suffix: str) -> None:
    write_labels(tmp_path / f"labels.{suffix}", LABELS)
    assert read_labels(tmp_path / f"labels.{suffix}") == LABELS


def test_every_packaged_name_survives_spacys_tokens(tmp_path: Path) -> None:
    gold = gold_mentions()
    write_labels(tmp_path / "gold.spacy", gold)
    assert [(one.mention, set(one.codes)) for one in read_labels(tmp_path / "gold.spacy")] == [
        (one.mention, set(one.codes)) for one in gold
    ]


def faulty(path: Path, text: str) -> FaultyLabel:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyLabel) as told:
        read_labels(path)
    return told.value


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"mention": " ", "codes": []}', "mention kosong"),
        ('{"mention": "IPM"}', "codes bukan daftar kode"),
        ('{"mention": "IPM", "codes": [""]}', "codes bukan daftar kode"),
        ('{"mention": "IPM", "codes": [], "unit": 3}', "unit bukan teks"),
        ('["IPM"]', "bukan objek JSON"),
        ("IPM", "bukan JSON"),
    ],
)
def test_a_faulty_line_is_told_with_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    told = faulty(tmp_path / "x.jsonl", '{"mention": "IPM", "codes": []}\n\n' + line)
    assert told.sentence("id").startswith(f"x.jsonl, baris 3: {fault}")


def task(*choices: list[str], mention: str = "IPM", **more: object) -> dict:
    annotations = [{"result": [{"type": "choices", "value": {"choices": one}}]} for one in choices]
    return {"data": {"mention": mention}, "annotations": annotations, **more}


def test_tasks_without_annotation_and_predictions_are_no_labels(tmp_path: Path) -> None:
    cancelled = task(["makro.ipm"])
    cancelled["annotations"][0]["was_cancelled"] = True
    predicted = task(predictions=task(["makro.ipm"])["annotations"])
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([predicted, cancelled, task(["makro.ipm"])]), encoding="utf-8")
    assert read_labels(path) == [LabelledMention(mention="IPM", codes=("makro.ipm",))]


def test_annotators_who_disagree_are_sent_back_to_agree(tmp_path: Path) -> None:
    told = faulty(tmp_path / "t.json", json.dumps([task(["a"]), task(["a"], ["b"])]))
    assert "tugas ke-2: pelabelnya berbeda pilihan" in told.sentence("id")
    told = faulty(tmp_path / "t.json", json.dumps([task(["a"], mention="")]))
    assert "tugas ke-1: data.mention tidak ada atau kosong" in told.sentence("id")
    told = faulty(tmp_path / "t.json", '[\n{"data": }]')
    assert "baris 2: bukan JSON" in told.sentence("id")


def test_a_unit_that_contradicts_is_refused_with_the_label():
    fault_of = unit_fault(load_catalogue())
    fine = [
        LabelledMention(mention="IPM", codes=("makro.ipm",), unit="poin"),
        LabelledMention(
            mention="Penduduk miskin", codes=("makro.kemiskinan_p0", "makro.jumlah_penduduk_miskin"), unit="jiwa"
        ),
        LabelledMention(mention="Jumlah ronda", codes=(), unit="kali"),
    ]
    assert check_each("x.jsonl", fine, fault_of) == fine
    faulty = LabelledMention(mention="Nilai IPM", codes=("makro.ipm",), unit="orang")
    with pytest.raises(FaultyLabel, match=r'label 4 \("Nilai IPM"\): its unit orang contradicts makro\.ipm'):
        check_each("x.jsonl", [*fine, faulty], fault_of)


def test_codes_that_no_catalogue_has_and_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyLabel, match=r'x\.jsonl, label 3 \("Nilai SKM"\): rb\.a is no indicator'):
        check_codes("x.jsonl", LABELS, {"makro.kemiskinan_p0"})
    with pytest.raises(UnknownLabelFormat):
        read_labels(tmp_path / "labels.csv")
    (tmp_path / "no.spacy").write_bytes(b"no DocBin")
    with pytest.raises(Damaged):
        read_labels(tmp_path / "no.spacy")
