"""``train``, ``labels``: what matching learns from people, and how good that makes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.shared import AsJson, opened_store
from api.language import say
from api.terminal import put_json, put_line, put_table, tell

_SCORES = ("f1", "recall", "precision", "top1", "recall_at_p98", "ece")


def add_to(app: typer.Typer) -> None:
    app.command(
        help=say(
            "Latih ulang pencocokan dari label dan keputusan; dipakai hanya jika nilainya tidak turun.",
            "Retrain matching from labels and decisions; used only if its scores do not fall.",
        )
    )(train)
    labels = typer.Typer(help=say("Nama berlabel: simpan dan ambil.", "Labelled names: write and read them."))
    labels.command(
        "export",
        help=say(
            "Tulis nama yang sudah dikonfirmasi sebagai label: .jsonl, .spacy, atau .json (Label Studio).",
            "Write confirmed names as labels: .jsonl, .spacy or .json (Label Studio).",
        ),
    )(export_labels)
    labels.command(
        "import",
        help=say("Periksa nama berlabel dan simpan untuk pelatihan berikutnya.", "Check labels, keep them to train."),
    )(import_labels)
    labels.command("compare", help=say("Ukur kesepakatan dua pelabel.", "Measure how far two labellers agree."))(
        compare_labels
    )
    app.add_typer(labels, name="labels", no_args_is_help=True)


def train(*, as_json: AsJson = False) -> None:
    from store import train as train_matching

    with opened_store() as (store, _):
        trained = train_matching(store)
    if as_json:
        put_json(trained.to_json())
    else:
        rows = [
            (name, *(f"{scores[name]:.3f}" if name in scores else "-" for scores in (trained.previous, trained.new)))
            for name in _SCORES
        ]
        put_table(say("Nilai|Lama|Baru", "Score|Old|New").split("|"), rows, numeric=(1, 2))
    tell(trained.why)
    if not trained.is_promoted:
        raise typer.Exit(1)


def export_labels(
    file: Annotated[Path, typer.Argument(help=say("Berkas yang ditulis", "The file to write"))],
    *,
    packaged: Annotated[
        bool,
        typer.Option("--packaged", help=say("Label bawaan, bukan keputusan di sini", "Those that come with Warisan")),
    ] = False,
) -> None:
    from annotations.mentions import gold_mentions, write_labels
    from store import labels_of

    if packaged:
        labels = gold_mentions()
    else:
        with opened_store() as (store, _):
            labels = labels_of(store)
    write_labels(file, labels)
    put_line(say(f"{len(labels)} nama berlabel ditulis ke {file}", f"{len(labels)} labelled names written to {file}"))


def import_labels(
    files: Annotated[list[Path], typer.Argument(help=say("Berkas label", "Labelled files"))],
) -> None:
    from annotations.mentions import check_codes, check_each, read_labels
    from models import unit_fault
    from store import keep_labels, load_catalogue

    catalogue = load_catalogue()
    known = frozenset(indicator.code for indicator in catalogue.indicators)
    read = []
    for file in files:
        labels = check_codes(file.name, read_labels(file), known)
        read += check_each(file.name, labels, unit_fault(catalogue))
    with opened_store() as (store, _):
        kept = keep_labels(store, read)
    put_line(
        say(
            f"{len(read)} nama berlabel dibaca, {kept} tersimpan untuk warisan train",
            f"{len(read)} labelled names read, {kept} kept for warisan train",
        )
    )


def compare_labels(
    one: Annotated[Path, typer.Argument(help=say("Label yang satu", "One labeller's file"))],
    other: Annotated[Path, typer.Argument(help=say("Label yang lain", "The other's file"))],
    *,
    as_json: AsJson = False,
) -> None:
    from annotations.mentions import agreement, read_labels

    found = agreement(read_labels(one), read_labels(other))
    if as_json:
        put_json(found.to_json())
        return
    how_far = f"kappa {found.kappa:.3f}; F1 {found.f1:.3f}"
    put_line(
        say(
            f"{found.names} nama dilabeli keduanya; sama {found.equal:.3f}; {how_far}",
            f"{found.names} names labelled by both; equal {found.equal:.3f}; {how_far}",
        )
    )
    for name in found.disagreements:
        put_line(name)
