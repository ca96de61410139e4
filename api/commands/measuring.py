"""``evaluate``: how good reading and matching are, on labelled files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.shared import AsJson, opened_store
from api.language import language, say
from api.terminal import put_json, put_table, tell
from extractor.errors import WarisanError

if TYPE_CHECKING:
    from api.evaluation import Measured
    from models.ranker import Ranker


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Ukur ketepatan pada berkas berlabel; tanpa berkas, pada label bawaan.",
            "Measure on labelled files; without any, on those that come with Warisan.",
        )
    )(evaluate)


def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help=say("Berkas label (JSON per baris)", "Labelled files (JSON lines)"))
    ] = None,
    *,
    as_json: AsJson = False,
    misses: Annotated[
        bool, typer.Option("--misses", help=say("Tulis yang luput ke stderr", "Write what was missed to stderr"))
    ] = False,
    trained: Annotated[
        bool,
        typer.Option("--trained", help=say("Ukur model yang dilatih di sini", "Measure the model trained here")),
    ] = False,
) -> None:
    from api.evaluation import evaluate_file, packaged_gold

    ranker = _trained_here() if trained else None
    measured = []
    failed = False
    for file in gold or packaged_gold():
        try:
            found = evaluate_file(file, ranker)
        except WarisanError as error:
            failed = True
            tell(error.sentence(language()))
            continue
        measured.append(found)
        if as_json:
            put_json(found.to_json())
        if misses:
            for miss in found.misses:
                tell(miss)
    if not as_json and measured:
        _put_files(measured)
        _put_compared(measured)
        _put_reports([one for one in measured if one.kind == "report"])
    if failed:
        raise typer.Exit(1)


def _trained_here() -> Ranker | None:
    from store import trained_ranker

    with opened_store() as (store, _):
        ranker = trained_ranker(store)
    if ranker is None:
        tell(say("Belum ada model yang dilatih di sini: yang diukur model bawaan.", "No model was trained here."))
    return ranker


def _put_files(measured: Sequence[Measured]) -> None:
    columns = say("Berkas|Jenis label|Banyaknya|Nilai", "File|Kind|Count|Scores")
    rows = [(one.file.name, one.kind, str(one.n), _told(one.scores)) for one in measured]
    put_table(columns.split("|"), rows, numeric=(2,))


def _put_compared(measured: Sequence[Measured]) -> None:
    rows = [(one.file.name, name, _told(scores)) for one in measured for name, scores in one.compared.items()]
    if rows:
        put_table(say("Berkas|Dibanding|Nilai", "File|Compared with|Scores").split("|"), rows)


def _put_reports(reports: Sequence[Measured]) -> None:
    """How much was found by kind of report, version of the extractor and place in the report."""
    groups: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for one in reports:
        for source, counts in one.by_source.items():
            groups.setdefault((one.report or "-", one.version or "-", source), []).append(counts)
    rows = []
    for (report, version, source), many in sorted(groups.items()):
        found, asked = sum(one for one, _ in many), sum(of for _, of in many)
        rows.append((report, version, source, str(found), str(asked), f"{found / asked:.3f}"))
    if rows:
        columns = say("Laporan|Versi|Tempat|Ditemukan|Dari|Recall", "Report|Version|Place|Found|Of|Recall")
        put_table(columns.split("|"), rows, numeric=(3, 4, 5))


def _told(scores: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {score:.3f}" for name, score in scores.items() if name != "n")
