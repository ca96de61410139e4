"""Work in a process of its own: each misdeed ends in its own sentence, and the next file is read."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import misdeeds
import pytest

from extractor.confined import confined
from extractor.errors import NeedsTooMuchMemory, PasswordProtected, ReaderStopped, TookTooLong
from extractor.settings import ReadLimits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of processes are Linux'")

QUICK = ReadLimits(seconds=1)


def test_what_the_work_gives_comes_back() -> None:
    assert confined(misdeeds.answer, 41, name="laporan.pdf") == 42


def test_readers_are_loaded_before_the_process_begins() -> None:
    """Each process would load them anew, which takes longer than reading most files."""
    asked = "import misdeeds; from extractor.confined import confined; "
    asked += "print(*(confined(misdeeds.is_loaded, one, name='x') for one in ('spacy', 'extractor.word')))"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=Path(__file__).parent, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == ["True", "True"]


def test_its_own_refusal_comes_through_with_its_facts() -> None:
    with pytest.raises(PasswordProtected) as refusal:
        confined(misdeeds.refuse, "laporan.pdf", name="laporan.pdf")
    assert refusal.value.sentence() == "Berkas laporan.pdf dikunci kata sandi. Unggah salinan tanpa kata sandi."


def test_endless_work_is_ended() -> None:
    with pytest.raises(TookTooLong, match="longer than 1 seconds"):
        confined(misdeeds.go_on_for_ever, name="laporan.pdf", limits=QUICK)
    assert confined(misdeeds.answer, 1, name="laporan.pdf") == 2


def test_time_of_its_own_does_not_count() -> None:
    assert confined(misdeeds.sleep_within, 20, 1.3, name="laporan.pdf", limits=QUICK) == "done"


def test_memory_is_limited() -> None:
    with pytest.raises(NeedsTooMuchMemory, match="more than 1024 MB"):
        confined(misdeeds.fill_memory, name="laporan.pdf")


def test_a_crash_is_a_refusal() -> None:
    with pytest.raises(ReaderStopped, match=r"stopped suddenly \(the whole file\)"):
        confined(misdeeds.crash, name="laporan.pdf")
    assert confined(misdeeds.answer, 1, name="laporan.pdf") == 2


def test_what_upsets_a_parser_is_a_refusal_and_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ReaderStopped, match="Save the file anew"):
        confined(misdeeds.stumble, name="laporan.docx")
    assert "KeyError: 'w:tblGrid'" in caplog.text


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with pytest.raises(TookTooLong):
        confined(misdeeds.start_another, str(told), name="laporan.doc", limits=ReadLimits(seconds=3))
    pid = int(told.read_text(encoding="ascii"))
    deadline = time.monotonic() + 20
    while _is_running(pid):
        assert time.monotonic() < deadline, "a program outlives the process that was ended"
        time.sleep(0.05)


def test_temporary_files_go_with_it() -> None:
    assert not Path(confined(misdeeds.leave_files, name="laporan.pdf")).exists()


def test_it_reaches_no_network() -> None:
    if not _may_leave_network():
        pytest.skip("this system lets no process give up its network")
    with socket.socket() as canary:
        canary.bind(("127.0.0.1", 0))
        canary.listen()
        assert misdeeds.call_out(canary.getsockname()[1]) == "connected"
        assert confined(misdeeds.call_out, canary.getsockname()[1], name="laporan.pdf") == "cut off"


def _may_leave_network() -> bool:
    asked = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_many_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda number: confined(misdeeds.answer, number, name="laporan.pdf"), range(16))
        assert list(found) == list(range(1, 17))
