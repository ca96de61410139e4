"""Pages and REST of matching: taught names taken back, local indicators, what is accepted unseen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from store_world import CITY, IPM, reading, recorded, sure

from api.settings import load_settings
from api.web import create_app
from models.facts import Outcome, Suggestion
from store import (
    Decision,
    IndicatorFilter,
    Level,
    Store,
    accept,
    apply_automation,
    automation,
    list_indicators,
    list_local_indicators,
    list_proposals,
    list_values,
    region_catalogue,
    set_automation,
)

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
LOCAL = Suggestion(outcome=Outcome.LOCAL, code=None, probability=0.9, reasons=())
WORDING = "IPM versi Dinas Cemara"
LEARNT = IndicatorFilter(only_learnt=True)


@pytest.fixture
def client(sqlite_template: Path, tmp_path: Path) -> Iterator[TestClient]:
    shutil.copy(sqlite_template, tmp_path / "warisan.sqlite")
    where = {"database": f"sqlite:///{tmp_path / 'warisan.sqlite'}", "files": str(tmp_path / "files")}
    app = create_app(load_settings(data=tmp_path, actor="sari", **where))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def store(client: TestClient) -> Store:
    return client.app.state.service.store


def taught(store: Store, folder: Path) -> int:
    recorded(store, folder, [reading(indicator=WORDING)])
    accept(store, min_confidence=0.9, actor="sari")
    (alias,) = [alias for one in list_indicators(store, LEARNT) for alias in one.aliases if alias.is_learnt]
    return alias.id


def local(store: Store, folder: Path) -> None:
    readings = [
        reading("7", indicator="Jumlah taman baca", unit="unit", row=1),
        reading("9", indicator="Jumlah Taman Baca", unit="unit", row=2, year=2023),
    ]
    recorded(store, folder, readings, [LOCAL, LOCAL], name="b.pdf")


def test_pages_answer_without_script_or_style_of_their_own(client: TestClient, store: Store, tmp_path: Path) -> None:
    taught(store, tmp_path)
    local(store, tmp_path)
    pages = {
        "/indicators?text=pembangunan+manusia": "Indeks Pembangunan Manusia",
        "/indicators?learnt=true": WORDING,
        "/local-indicators": "Jumlah taman baca",
        "/automation": "tidak ada: semua ditinjau orang",
    }
    for address, said in pages.items():
        answer = client.get(address)
        assert (answer.status_code, said.casefold() in answer.text.casefold()) == (200, True), address
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text), address


def test_search_finds_indicators_by_an_alias(client: TestClient) -> None:
    found = client.get("/api/v1/indicators", params={"text": "head count"}).json()
    assert "makro.kemiskinan_p0" in [one["code"] for one in found["indicators"]]
    nothing = client.get("/indicators", params={"text": "seratus persen mustahil"})
    assert "Tidak ada indikator yang cocok" in nothing.text


def test_a_sign_of_the_database_in_the_search_is_only_a_sign(client: TestClient) -> None:
    assert client.get("/api/v1/indicators", params={"text": "%_%"}).json()["total"] == 0


def test_a_revoked_name_matches_no_longer_and_the_value_stays(client: TestClient, store: Store, tmp_path: Path) -> None:
    alias = taught(store, tmp_path)
    answer = client.post(f"/indicators/aliases/{alias}/revoke", headers=SAME_SITE)
    assert answer.status_code == 303
    assert "dicabut" in client.get(answer.headers["location"]).text
    with store.session(read_only=True) as session:
        assert WORDING not in {one.text for one in region_catalogue(session, CITY).aliases}
    assert [value.code for value in list_values(store)] == [IPM]


def test_names_of_the_catalogue_and_unknown_ones_are_not_revoked(client: TestClient, store: Store) -> None:
    alias = next(alias for alias in list_indicators(store, limit=1)[0].aliases)
    refused = client.post(f"/api/v1/aliases/{alias.id}/revoke")
    assert (refused.status_code, "katalog" in refused.json()["detail"]) == (422, True)
    missing = client.post("/api/v1/aliases/999999/revoke")
    assert (missing.status_code, "Tidak ada sebutan 999999" in missing.json()["detail"]) == (404, True)


def test_accepting_a_local_indicator_matches_all_its_readings(client: TestClient, store: Store, tmp_path: Path) -> None:
    local(store, tmp_path)
    (proposed,) = client.get("/api/v1/local-indicators").json()
    assert (proposed["count"], proposed["years"], proposed["unit"]) == (2, [2023, 2024], "unit")
    answer = client.post(f"/local-indicators/{proposed['id']}/accept", headers=SAME_SITE)
    page = client.get(answer.headers["location"]).text
    assert "menjadi indikator lokal" in page
    assert {one.code for one in list_proposals(store)} == {f"lokal.{CITY}.jumlah_taman_baca"}
    undo = re.search(r'action="(/local-indicators/undo/\w+)"', page).group(1)
    assert client.post(undo, headers=SAME_SITE).status_code == 303
    assert [one.name.casefold() for one in list_local_indicators(store)] == ["jumlah taman baca"]


def test_rejecting_a_local_indicator_takes_its_readings_out(client: TestClient, store: Store, tmp_path: Path) -> None:
    local(store, tmp_path)
    (proposed,) = list_local_indicators(store)
    answer = client.post(f"/local-indicators/{proposed.id}/reject", headers=SAME_SITE)
    assert "ditolak" in client.get(answer.headers["location"]).text
    assert {one.decision for one in list_proposals(store)} == {Decision.REJECTED}
    again = client.post(f"/local-indicators/{proposed.id}/reject", headers=SAME_SITE)
    assert again.status_code == 404


def test_automation_is_set_from_the_page_and_faults_are_sentences(client: TestClient, store: Store) -> None:
    form = {"report": "LPPD", "level": "confident", "error": "2,5"}
    assert client.post("/automation", data=form, headers=SAME_SITE).status_code == 303
    page = client.get("/automation").text
    assert "2,5%" in page
    for faulty, told in (
        ({"level": "confident", "error": "1"}, "sebutkan jenis laporan"),
        ({"level": "confident", "code": "x.y", "error": "1"}, "x.y tidak ada di katalog"),
        ({"level": "confident", "report": "LPPD", "error": "banyak"}, "bukan angka persen"),
        ({"level": "confident", "report": "LPPD", "error": "0,0001"}, "tidak dapat dijamin"),
    ):
        refused = client.post("/automation", data=faulty, headers=SAME_SITE)
        assert (refused.status_code, told in refused.text) == (422, True), told


def test_samples_wait_on_the_page_until_somebody_decides(
    client: TestClient, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automation, "SAMPLED_OF_HUNDRED", 100)
    set_automation(store, Level.ALL_VALID, report="LPPD", actor="sari")
    document = recorded(store, tmp_path, [reading(indicator="Nilai yang disisihkan")], [sure()])
    apply_automation(store, document)
    assert "Nilai yang disisihkan" in client.get("/automation").text
    rules = client.get("/api/v1/automation").json()
    assert rules["rules"][0]["samples"]["waiting"] == 1
    assert [one["error"] for one in rules["thresholds"]] == ["0.005", "0.01", "0.02", "0.05"]
    accept(store, rules["rules"][0]["waiting"], actor="sari")
    assert "Tidak ada sampel yang menunggu" in client.get("/automation").text
