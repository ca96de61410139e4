"""``warisan``: the command line. Data on stdout, messages on stderr; exit 0 done, 1 with a sentence, 2 usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from api.errors import NotReached
from api.language import LANGUAGES, choose_language, language
from api.settings import language_of_environment
from api.terminal import tell
from extractor.errors import WarisanError

DONE = 0
REFUSED = 1
"""The person can put it right: one sentence says how."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        choose_language(language_of_environment())
        asked, arguments = take_language(arguments)
        if asked in LANGUAGES:
            choose_language(asked)
        elif asked is not None:
            arguments = ["--lang", asked, *arguments]  # the parser refuses it as a usage error
        return _run(arguments)
    except WarisanError as error:
        tell(error.sentence(language()))
        return REFUSED
    except BrokenPipeError:  # `warisan extract ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except OSError as error:
        if error.filename is None:
            raise
        tell(NotReached(path=error.filename, detail=error.strerror or error).sentence(language()))
        return REFUSED


def _run(arguments: list[str]) -> int:
    # Commands are made after the language is chosen: their help texts are in it.
    from api.commands import make_app

    try:
        make_app()(arguments, prog_name="warisan")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else REFUSED
    return DONE


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """``--lang en`` wherever it stands among the arguments, and the arguments without it."""
    rest: list[str] = []
    asked: str | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest.extend([word, *words])
        elif word == "--lang":
            asked = next(words, "")
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return asked, rest


if __name__ == "__main__":
    sys.exit(main())
