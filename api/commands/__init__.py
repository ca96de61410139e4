"""The commands of ``warisan``, a module for each concern. Heavy libraries are loaded by the command that needs them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.commands import (
    automating,
    deciding,
    forms,
    keeping,
    local,
    measuring,
    queueing,
    reading,
    running,
    storing,
    teaching,
)
from api.language import say


class _Language(StrEnum):
    ID = "id"
    EN = "en"


def make_app() -> typer.Typer:
    """The whole command line, its help in the language chosen before."""
    app = typer.Typer(
        help=say(
            "Membaca laporan pemerintah daerah, mengusulkan nilai indikatornya, dan mengisi laporan tahun berikutnya.",
            "Reads the reports of a local government, proposes their indicator values, and fills next year's reports.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,  # plain help: rich would double the time that --help takes
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_every_command)
    for concern in (
        reading,
        storing,
        deciding,
        automating,
        local,
        forms,
        measuring,
        teaching,
        keeping,
        queueing,
        running,
    ):
        concern.add_to(app)
    return app


def _every_command(
    lang: Annotated[_Language, typer.Option("--lang", help="id / en", show_default=False)] = _Language.ID,
) -> None:
    return None
