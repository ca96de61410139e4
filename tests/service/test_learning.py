"""What the store teaches matching: only what people confirmed, and only a model that is no worse is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_world import CITY, IPM, reading, recorded, report_of, sure

import models.promotion
from annotations.mentions import LabelledMention
from models import Outcome
from models.saved import packaged_ranker
from store import Store, accept, add_document, keep_labels, labels_of, list_proposals, record_readings, reject, train
from store.backup import backup
from store.backup import restore as restore_backup
from store.facts import AUTOMATIC
from store.learning import FEWEST_NEW, NothingNewToLearn, card_in_use, ranker_in_use

NEW = [LabelledMention(mention=f"Cakupan taman ke-{number}", codes=()) for number in range(FEWEST_NEW)]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> dict:
    """Training takes minutes: here the scores are given, and the weights are the packaged ones."""
    given = {"f1": 0.99, "recall_at_p98": 0.995, "learned": 0}

    def cross_validate(_catalogue, _gold, decisions):
        given["learned"] = len(decisions)
        return []

    def card(*_):
        return {"scores": {"cross_validated": {name: given[name] for name in ("f1", "recall_at_p98")}}}

    monkeypatch.setattr(models.promotion, "cross_validate", cross_validate)
    monkeypatch.setattr(
        models.promotion, "scores", lambda _: {"f1": given["f1"], "recall_at_p98": given["recall_at_p98"]}
    )
    monkeypatch.setattr(models.promotion, "train", lambda *_: packaged_ranker())
    monkeypatch.setattr(models.promotion, "card", card)
    monkeypatch.setattr("models.saved.card_markdown", lambda _: "")
    return given


def test_only_names_that_people_confirmed_become_labels(sqlite_store: Store, tmp_path: Path) -> None:
    names = ("IPM kota kita", "Dilihat mesin saja", "Ditolak", "Belum dilihat", "IPM kota kita")
    readings = [reading("71.93", indicator=name, row=row, year=2020 + row) for row, name in enumerate(names)]
    recorded(sqlite_store, tmp_path, readings)
    ids = [proposal.id for proposal in list_proposals(sqlite_store)]
    accept(sqlite_store, [ids[0], ids[4]], actor="budi")
    accept(sqlite_store, [ids[1]], actor=AUTOMATIC)
    reject(sqlite_store, [ids[2]], actor="budi")
    (label,) = labels_of(sqlite_store)
    assert (label.mention, label.codes, label.variant) == ("IPM kota kita", (IPM,), "confirmed")


def test_a_label_that_was_brought_in_replaces_the_older_one(sqlite_store: Store) -> None:
    keep_labels(sqlite_store, [LabelledMention(mention="Nilai IPM", codes=())])
    assert keep_labels(sqlite_store, [LabelledMention(mention="nilai  ipm", codes=(IPM,))]) == 1
    assert [label.codes for label in labels_of(sqlite_store)] == [(IPM,)]


def test_too_little_new_is_refused_with_the_numbers(sqlite_store: Store) -> None:
    keep_labels(sqlite_store, NEW[1:])
    with pytest.raises(NothingNewToLearn, match=f"needs {FEWEST_NEW} names .* there are {FEWEST_NEW - 1}"):
        train(sqlite_store)


def test_a_better_model_is_used_from_then_on_and_learns_each_name_once(store: Store, quick: dict) -> None:
    keep_labels(store, NEW)
    trained = train(store)
    assert (trained.is_promoted, quick["learned"], trained.new["f1"]) == (True, FEWEST_NEW, 0.99)
    assert card_in_use(store)["scores"]["cross_validated"]["f1"] == 0.99
    with store.session() as session:
        digest, ranker = ranker_in_use(session)
        assert ranker is not None
        assert ranker_in_use(session) == (digest, ranker)
    with pytest.raises(NothingNewToLearn):
        train(store)


def test_a_worse_model_is_not_used(sqlite_store: Store, quick: dict) -> None:
    quick["f1"] = 0.5
    keep_labels(sqlite_store, NEW)
    trained = train(sqlite_store)
    assert not trained.is_promoted
    assert f"f1 {trained.previous['f1']} menjadi 0.5" in trained.why
    with sqlite_store.session() as session:
        assert ranker_in_use(session) == ("", None)


def test_readings_are_matched_with_the_model_trained_here(
    sqlite_store: Store, quick: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_labels(sqlite_store, NEW)
    train(sqlite_store)
    asked = []
    original = type(packaged_ranker()).probabilities

    def watched(self, *given):
        asked.append(self)
        return original(self, *given)

    monkeypatch.setattr(type(packaged_ranker()), "probabilities", watched)
    (tmp_path / "new.pdf").write_bytes(b"")
    from store_world import pdf_file

    document = add_document(sqlite_store, pdf_file(tmp_path), region=CITY, actor="sari")
    record_readings(sqlite_store, document.id, report_of([reading()]), version="1")
    (proposal,) = list_proposals(sqlite_store)
    assert (proposal.code, proposal.outcome) == (IPM, Outcome.MATCH.value)
    assert asked
    assert packaged_ranker() not in asked


def test_backups_hold_the_model(sqlite_store: Store, quick: dict, tmp_path: Path) -> None:
    keep_labels(sqlite_store, NEW)
    train(sqlite_store)
    backup(sqlite_store, tmp_path / "b.zip")
    restored = restore_backup(tmp_path / "b.zip", f"sqlite:///{tmp_path / 'r.sqlite'}", str(tmp_path / "r"))
    assert card_in_use(restored) == card_in_use(sqlite_store)
    restored.close()


def test_a_model_of_other_evidence_gives_way_to_the_packaged_one(
    sqlite_store: Store, quick: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_labels(sqlite_store, NEW)
    train(sqlite_store)
    monkeypatch.setattr("models.features.FEATURES", ("another",))
    with sqlite_store.session() as session:
        assert ranker_in_use(session) == ("", None)


def test_names_of_local_indicators_teach_none(sqlite_store: Store, tmp_path: Path) -> None:
    from store.tables import IndicatorRow

    with sqlite_store.session() as session:
        session.add(
            IndicatorRow(code="lokal.x", name="Taman baca", region=CITY, source="x", confidence="source-confirmed")
        )
    recorded(sqlite_store, tmp_path, [reading(indicator="Jumlah taman baca")], [sure("lokal.x")])
    accept(sqlite_store, [list_proposals(sqlite_store)[0].id], actor="budi")
    assert [(label.mention, label.codes) for label in labels_of(sqlite_store)] == [("Jumlah taman baca", ())]
