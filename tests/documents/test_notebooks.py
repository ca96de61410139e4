"""The notebooks run as they stand, show their plots, and are kept without results."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs nbformat (extra dev)")
nbclient = pytest.importorskip("nbclient", reason="needs nbclient (extra dev)")

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
VEGA = "application/vnd.vegalite"


def read(path: Path):
    return nbformat.read(path, as_version=4)


def codes(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook) -> list[str]:
    """The kinds of results of all cells."""
    return [kind for cell in codes(notebook) for out in cell.outputs for kind in out.get("data", {})]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_kept_without_results(path: Path) -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in codes(read(path)))


@pytest.mark.parametrize(
    ("name", "plots", "tables"), [("matching-model", 2, 3), ("extraction-quality", 2, 4), ("duplicated-effort", 2, 6)]
)
def test_the_notebook_runs_and_shows_its_plots(name: str, plots: int, tables: int, tmp_path: Path) -> None:
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    client = nbclient.NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    asyncio.run(client.async_execute())
    kinds = shown(notebook)
    assert sum(kind.startswith(VEGA) for kind in kinds) == plots
    assert kinds.count("text/html") >= tables
    said = "".join(out.get("text", "") for cell in codes(notebook) for out in cell.outputs)
    assert "Warning" not in said
