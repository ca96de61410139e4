"""The power goes at any moment: what was acknowledged is there afterwards, and the database is whole."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from power_cut import Disk, watched_disk
from sqlalchemy import event
from store_world import reading, recorded

from store import Store, accept, list_proposals, open_store, undo, verify

DECISIONS = 15
CUTS = 60


def decide(database: Path, folder: Path, *, synchronous: str | None = None) -> Disk:
    """Decisions, each marked once it was acknowledged; ``synchronous`` in the place of the store's own choice."""
    with watched_disk(database) as disk:
        store = Store(f"sqlite:///{database}", str(folder / "files"))
        if synchronous is not None:
            event.listen(
                store.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA synchronous = {synchronous}")
            )
        for turn in range(DECISIONS):
            (proposal,) = list_proposals(store)
            done = accept(store, [proposal.id], actor="budi") if turn % 2 == 0 else undo(store, actor="budi")
            disk.mark(done.batch)
        store.close()
    return disk


def lost(disk: Disk, folder: Path) -> int:
    """Acknowledged decisions that are missing, over cuts right after each of them and at chosen moments between."""
    chance = random.Random(7)
    moments = [at for at, _ in disk.marks] + [chance.randrange(len(disk.notes)) for _ in range(CUTS)]
    missing = 0
    for number, moment in enumerate(moments):
        disk.cut(moment, folder / f"cut{number}", chance)
        connection = sqlite3.connect(folder / f"cut{number}" / "warisan.sqlite")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {batch for (batch,) in connection.execute("SELECT batch FROM event")}
        connection.close()
        missing += sum(batch not in kept for batch in disk.promised(moment))
    return missing


@pytest.fixture
def database(sqlite_store: Store, tmp_path: Path) -> Path:
    recorded(sqlite_store, tmp_path, [reading("71.93")])
    sqlite_store.close()
    return tmp_path / "warisan.sqlite"


def test_no_acknowledged_decision_is_lost_when_the_power_goes(database: Path, tmp_path: Path) -> None:
    disk = decide(database, tmp_path)
    assert len(disk.marks) == DECISIONS
    assert lost(disk, tmp_path) == 0
    disk.cut(disk.marks[-1][0], tmp_path / "last", random.Random(1))
    store = open_store(f"sqlite:///{tmp_path / 'last' / 'warisan.sqlite'}", str(tmp_path / "files"))
    assert verify(store).faults == ()
    store.close()


def test_the_cut_tells_a_store_that_does_not_wait_for_the_disk(database: Path, tmp_path: Path) -> None:
    """With ``synchronous = NORMAL`` the same cuts lose decisions: the test above can fail."""
    assert lost(decide(database, tmp_path, synchronous="NORMAL"), tmp_path) > 0
