"""The README's commands work as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def blocks(heading: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    wanted = next(part for part in section if part.startswith(heading + "\n"))
    found = re.search(r"```sh\n(.*?)```", wanted, re.DOTALL)
    assert found is not None
    return [line for line in found.group(1).splitlines() if line.strip()]


def test_the_commands_of_the_readme_run_in_their_order(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "WARISAN_DATA": str(tmp_path / "data"),
        "WARISAN_ACTOR": "pembaca",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    lines = [line for line in blocks("Use") if line.startswith("warisan ")]
    assert len(lines) >= 8
    for line in lines:
        words = [
            str(ROOT / word) if word.startswith("annotations/") else word for word in shlex.split(line, comments=True)
        ]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
    for written in ("form.docx", "overlap.xlsx", "page.png"):
        assert (tmp_path / written).stat().st_size > 1000, written


@pytest.mark.parametrize("heading", ["Start", "Develop"])
def test_the_make_words_of_the_readme_exist(heading: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = [line.split()[1] for line in blocks(heading)]
    assert words
    assert all(re.search(rf"^{word}:", makefile, re.MULTILINE) for word in words)


def test_files_that_the_readme_shows_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert linked
    assert [one for one in linked if not (ROOT / one).exists()] == []
