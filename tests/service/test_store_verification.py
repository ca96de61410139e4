"""What ``verify`` finds, what a backup brings back, and what a newer reading keeps."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from store_world import POVERTY, reading, recorded, report_of, sure

from store import (
    Decision,
    Store,
    accept,
    edit,
    get_proposal,
    list_events,
    list_proposals,
    list_values,
    reject,
    undo,
)
from store.backup import MANIFEST, FaultyBackup, StoreNotEmpty, backup, restore
from store.recording import record_readings
from store.verification import verify

Change = Callable[[Store, Path], None]


def decided_world(store: Store, folder: Path) -> int:
    """One document with two confirmed values, one of them undone, edited and confirmed again."""
    document = recorded(store, folder, [reading("71.93"), reading("5.2", row=2)], [sure(), sure(POVERTY)])
    accept(store, min_confidence=0.9, actor="budi")
    undo(store, actor="budi")
    first, second = (proposal.id for proposal in list_proposals(store))
    accept(store, [first], actor="budi")
    edit(store, second, {"value": "5.25"}, actor="sari", reason="salah ketik")
    return document


def sql(statement: str) -> Change:
    def run(store: Store, _: Path) -> None:
        with store.session() as session:
            session.execute(text(statement))

    return run


def cut_tail(store: Store, _: Path) -> None:
    """Even with the head in the database put right, the copy outside tells."""
    with store.session() as session:
        session.execute(text("DELETE FROM value_version WHERE event_id = (SELECT max(id) FROM event)"))
        session.execute(text("DELETE FROM event WHERE id = (SELECT max(id) FROM event)"))
        session.execute(
            text(
                "UPDATE chain_head SET event_id = (SELECT max(id) FROM event),"
                " hash = (SELECT hash FROM event ORDER BY id DESC LIMIT 1)"
            )
        )


def swap(store: Store, _: Path) -> None:
    with store.session() as session:
        session.execute(text("UPDATE event SET id = -1 WHERE id = 2"))
        session.execute(text("UPDATE event SET id = 2 WHERE id = 3"))
        session.execute(text("UPDATE event SET id = 3 WHERE id = -1"))


def change_file(store: Store, folder: Path) -> None:
    (stored,) = (path for path in (folder / "files").rglob("*") if len(path.name) == 64)
    stored.write_bytes(b"%PDF-1.4 palsu")


def remove_file(store: Store, folder: Path) -> None:
    (stored,) = (path for path in (folder / "files").rglob("*") if len(path.name) == 64)
    stored.unlink()


def test_a_record_that_nobody_touched_is_sound(store: Store, tmp_path: Path) -> None:
    decided_world(store, tmp_path)
    found = verify(store)
    assert (found.faults, found.events, found.values, found.documents) == ((), 7, 2, 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (sql("UPDATE event SET actor = 'orang lain' WHERE id = 3"), "Isi catatan 3"),
        (sql("UPDATE event SET reason = NULL WHERE reason IS NOT NULL"), "Isi catatan 7"),
        (sql("UPDATE event SET after = '{}' WHERE id = 2"), "Isi catatan 2"),
        (sql("DELETE FROM event WHERE id = 4"), "Catatan 4 sampai 4 hilang"),
        (swap, "Isi catatan 2"),
        (cut_tail, "dipotong atau diganti"),
        (sql("UPDATE value SET value = '99.9' WHERE code = 'makro.ipm'"), "diubah tanpa keputusan"),
        (sql("DELETE FROM value WHERE code = 'makro.ipm'"), "hilang tanpa keputusan"),
        (sql("UPDATE proposal SET decision = 'rejected' WHERE decision = 'accepted'"), "Usulan 1 diubah"),
        (change_file, "berubah sejak diunggah"),
        (remove_file, "hilang"),
    ],
)
def test_every_change_past_the_record_is_found(sqlite_store: Store, tmp_path: Path, change: Change, told: str) -> None:
    decided_world(sqlite_store, tmp_path)
    with sqlite_store.engine.connect() as connection:
        # Whoever goes past the program does not keep to its links either.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
    change(sqlite_store, tmp_path)
    faults = verify(sqlite_store).faults
    assert any(told in fault for fault in faults), faults


def test_a_backup_brings_everything_back(store: Store, tmp_path: Path) -> None:
    decided_world(store, tmp_path)
    written = backup(store, tmp_path / "cadangan.zip")
    assert written.documents == 1
    copy = restore(tmp_path / "cadangan.zip", f"sqlite:///{tmp_path / 'lain.sqlite'}", str(tmp_path / "lain"))
    assert verify(copy).faults == ()
    assert list_values(copy) == list_values(store)
    assert list_proposals(copy) == list_proposals(store)
    assert list_events(copy) == list_events(store)
    # Numbering goes on where it was.
    accept(copy, [recorded_more(copy, tmp_path)], actor="budi", replace_confirmed=True)
    assert verify(copy).faults == ()
    copy.close()


def recorded_more(store: Store, folder: Path) -> int:
    recorded(store, folder, [reading("72.40")], name="lagi.pdf")
    return list_proposals(store)[-1].id


def test_a_backup_moves_to_the_other_database(store: Store, tmp_path: Path, empty_database_url: str) -> None:
    decided_world(store, tmp_path)
    backup(store, tmp_path / "cadangan.zip")
    copy = restore(tmp_path / "cadangan.zip", empty_database_url, str(tmp_path / "lain"))
    assert verify(copy).faults == ()
    assert list_values(copy) == list_values(store)
    assert recorded_more(copy, tmp_path) > 2
    copy.close()


def test_a_backup_of_an_earlier_release_is_restored(sqlite_store: Store, tmp_path: Path) -> None:
    decided_world(sqlite_store, tmp_path)
    backup(sqlite_store, tmp_path / "cadangan.zip")
    later = {f"tables/{name}.jsonl" for name in ("user", "sign_in", "api_token", "period_lock")}
    with zipfile.ZipFile(tmp_path / "cadangan.zip") as new, zipfile.ZipFile(tmp_path / "lama.zip", "w") as old:
        manifest = json.loads(new.read(MANIFEST))
        assert later <= manifest["tables"].keys()
        manifest["schema"] = "0001"
        manifest["tables"] = {name: digest for name, digest in manifest["tables"].items() if name not in later}
        for name in new.namelist():
            if name not in later:
                old.writestr(name, json.dumps(manifest) if name == MANIFEST else new.read(name))
    copy = restore(tmp_path / "lama.zip", f"sqlite:///{tmp_path / 'lain.sqlite'}", str(tmp_path / "lain"))
    assert verify(copy).faults == ()
    assert list_values(copy) == list_values(sqlite_store)
    copy.close()


def test_a_damaged_backup_is_refused_before_anything_is_written(sqlite_store: Store, tmp_path: Path) -> None:
    decided_world(sqlite_store, tmp_path)
    path = tmp_path / "cadangan.zip"
    backup(sqlite_store, path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 50] = bytes(50)
    path.write_bytes(content)
    with pytest.raises(FaultyBackup):
        restore(path, f"sqlite:///{tmp_path / 'lain.sqlite'}", str(tmp_path / "lain"))
    assert not (tmp_path / "lain.sqlite").exists()


def test_a_store_that_holds_something_is_not_restored_over(sqlite_store: Store, tmp_path: Path) -> None:
    decided_world(sqlite_store, tmp_path)
    backup(sqlite_store, tmp_path / "cadangan.zip")
    with pytest.raises(StoreNotEmpty):
        restore(tmp_path / "cadangan.zip", sqlite_store.database_url, sqlite_store.files_url)


def test_decisions_move_to_the_newer_reading_of_the_same_cell(store: Store, tmp_path: Path) -> None:
    document = decided_world(store, tmp_path)
    again = [reading("71.93", indicator="Indeks Pembangunan Manusia (IPM)"), reading("5.2", row=2), reading("9", row=3)]
    record_readings(
        store, document, report_of(again), suggestions=[sure(None), sure(POVERTY, 0.7), sure("makro.tpt")], version="2"
    )
    first, second, third = list_proposals(store)
    assert (first.decision, first.code, first.indicator) == (
        Decision.ACCEPTED,
        "makro.ipm",
        "Indeks Pembangunan Manusia (IPM)",
    )
    assert (second.decision, str(second.value), second.raw) == (Decision.EDITED, "5.25", "5,2")
    assert third.decision is Decision.PENDING
    assert {value.proposal_id for value in list_values(store)} == {first.id, second.id}
    assert verify(store).faults == ()


def test_a_decision_whose_cell_is_gone_stays_and_says_so(store: Store, tmp_path: Path) -> None:
    document = decided_world(store, tmp_path)
    before = list_values(store)
    record_readings(store, document, report_of([reading("71.93")]), suggestions=[sure()], version="2")
    stayed, carried = list_proposals(store)
    assert "Pembacaan ulang tidak lagi menemukan angka ini" in stayed.doubts[0]
    assert (stayed.decision, carried.decision) == (Decision.EDITED, Decision.ACCEPTED)
    assert [value.value for value in list_values(store)] == [value.value for value in before]


def test_what_was_rejected_is_not_proposed_anew(store: Store, tmp_path: Path) -> None:
    document = recorded(store, tmp_path, [reading("71.93")])
    reject(store, [list_proposals(store)[0].id], actor="budi")
    record_readings(store, document, report_of([reading("71.93")]), suggestions=[sure()], version="2")
    (proposal,) = list_proposals(store)
    assert proposal.decision is Decision.REJECTED
    assert get_proposal(store, proposal.id).decided_by == "budi"
