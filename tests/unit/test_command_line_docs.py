"""Every command, option and setting is described, and nothing is described that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from api.commands import make_app
from api.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"


def commands(group: Any = None, name: str = "") -> Iterator[tuple[str, Any]]:
    group = group or typer.main.get_command(make_app())
    for one, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name}{one} ")
        else:
            yield f"{name}{one}", command


def sections() -> dict[str, str]:
    parts = re.split(r"^### (.+)$", (DOCS / "commands.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_command_has_its_section_and_each_section_its_command() -> None:
    assert set(sections()) == {name for name, _ in commands()}


def test_each_option_is_described_in_its_commands_section() -> None:
    texts = sections()
    missing = [
        f"{name} {option}"
        for name, command in commands()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help" and option not in texts[name]
    ]
    assert missing == []


def test_each_setting_is_described_and_each_described_one_exists() -> None:
    described = set(
        re.findall(r"^\| `(WARISAN_\w+)` \|", (DOCS / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert described == {f"WARISAN_{name.upper()}" for name in Settings.model_fields}
