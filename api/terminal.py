"""How the command line speaks: data on stdout, messages and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from api.language import say

# A table that goes to a file or another program is not folded to the width of a terminal that is not there.
WIDTH_WITHOUT_TERMINAL = 180

OnStep = Callable[[int, int], None]
"""Called as work goes on: done, in all."""


def tell(message: str) -> None:
    """One message to the person, on stderr."""
    print(message, file=sys.stderr)


def put_json(facts: Mapping[str, Any]) -> None:
    """One JSON object on one line of stdout."""
    print(json.dumps(facts, ensure_ascii=False))


def put_line(text: str) -> None:
    print(text)


def put_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Sequence[int] = ()) -> None:
    """A table on stdout, as wide as the terminal; the columns ``numeric`` stand to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place in numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    Console(width=width, highlight=False, soft_wrap=False).print(table)


@contextmanager
def progress(label: str) -> Iterator[OnStep | None]:
    """A bar on stderr while the block runs; ``None`` where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shape = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*shape, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def pages_in_words(pages: int | None) -> str:
    return say("tanpa halaman", "no pages") if pages is None else say(f"{pages} halaman", f"{pages} pages")
