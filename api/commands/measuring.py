"""``evaluate``: how good reading and matching are, on labelled files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.shared import AsJson
from api.language import language, say
from api.terminal import put_json, put_table, tell
from extractor.errors import WarisanError


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
) -> None:
    from api.evaluation import evaluate_file, packaged_gold

    measured = []
    failed = False
    for file in gold or packaged_gold():
        try:
            found = evaluate_file(file)
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
        columns = say("Berkas|Jenis label|Banyaknya|Nilai", "File|Kind|Count|Scores")
        rows = [
            (
                one.file.name,
                one.kind,
                str(one.n),
                "  ".join(f"{name} {score:.3f}" for name, score in one.scores.items()),
            )
            for one in measured
        ]
        put_table(columns.split("|"), rows, numeric=(2,))
    if failed:
        raise typer.Exit(1)
