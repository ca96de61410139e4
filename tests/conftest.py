"""What all tests share: where the reports beside the project are, and the option that forbids skipping."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from api.settings.model import Settings
    from store import Store

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="fail if any test was skipped")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where everything is installed a skipped test hides a fault, so it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not session.config.getoption("--no-skips"):
        return
    skipped = len(reporter.stats.get("skipped", []))
    if skipped and exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{skipped} skipped, and --no-skips was given: this run fails", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reports and labelled examples beside the project; users do not have it."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared")
    return SHARED


@pytest.fixture(scope="session")
def read_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which two sample reports, one in PDF and one in Word, were read."""
    from annotations.samples import SAMPLE_REGION, sample_reports
    from store import add_document, add_region, get_document, open_store
    from store.ingest import read_document

    folder = tmp_path_factory.mktemp("read")
    store = open_store(f"sqlite:///{folder / 'warisan.sqlite'}", str(folder / "files"))
    add_region(store, SAMPLE_REGION.code, SAMPLE_REGION.name)
    for sample in sample_reports():
        if sample.name in {"lhe-2024", "rb-2024"}:
            document = add_document(store, sample.path, actor="sari")
            read_document(store, document.id, lambda _page, _pages: None)
            assert get_document(store, document.id).state == "read"
    close_store(store)
    return folder


@pytest.fixture
def data_folder(read_folder: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    folder = tmp_path / "data"
    shutil.copytree(read_folder, folder)
    return folder


@pytest.fixture
def settings(data_folder: Path) -> Settings:
    from api.settings import load_settings

    return load_settings(data=data_folder, actor="sari", region="99.71")


def close_store(store: Store) -> None:
    from store import jobs

    jobs.close_client(store)
    store.close()
