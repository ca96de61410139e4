"""``/api/v1``: the same as the pages, for programs; problem+json, and a complete description."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.settings.model import Settings
from api.web import create_app


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def sure(client: TestClient) -> dict:
    found = client.get("/api/v1/proposals?decision=pending&min_confidence=0.9&limit=200").json()["proposals"]
    return next(one for one in found if one["code"] and all(check["passed"] for check in one["checks"]))


def test_a_value_goes_from_proposal_to_form(client: TestClient) -> None:
    proposal = sure(client)
    decided = client.post("/api/v1/proposals/accept", json={"ids": [proposal["id"]]}).json()
    assert decided["accepted"] == 1
    value = client.get(f"/api/v1/values?code={proposal['code']}").json()[0]
    assert (value["value"], value["proposal"]) == (proposal["value"], proposal["id"])
    history = client.get(f"/api/v1/values/{value['id']}/history").json()
    assert [one["withdrawn"] for one in history] == [False]
    assert client.post("/api/v1/undo", json={}).json()["undone"] == 1
    assert client.get(f"/api/v1/values?code={proposal['code']}").json() == []


def test_numbers_stay_text_so_that_they_stay_exact(client: TestClient) -> None:
    proposal = sure(client)
    changes = {"changes": {"value": "0.10"}, "version": proposal["version"]}
    assert client.post(f"/api/v1/proposals/{proposal['id']}/edit", json=changes).json()["accepted"] == 1
    assert client.get(f"/api/v1/proposals/{proposal['id']}").json()["value"] == "0.10"


def test_errors_are_problems_with_a_stable_type(client: TestClient) -> None:
    answer = client.get("/api/v1/documents/999")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:warisan:unknown_document",
        "title": "Not Found",
        "status": 404,
        "detail": "Tidak ada dokumen 999. Lihat daftarnya dengan: warisan documents.",
    }


def test_a_stale_decision_is_a_conflict(client: TestClient) -> None:
    proposal = sure(client)
    asked = {"ids": [proposal["id"]], "versions": {proposal["id"]: proposal["version"] + 1}}
    answer = client.post("/api/v1/proposals/accept", json=asked)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:warisan:stale_version")


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/api/v1/proposals/accept", {"idds": [1]}),
        ("/api/v1/proposals/accept", {"min_confidence": 2}),
        ("/api/v1/proposals/1/edit", {"changes": {"value": 1.5}}),
    ],
)
def test_a_faulty_request_is_told_field_by_field(client: TestClient, address: str, body: dict) -> None:
    answer = client.post(address, json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:warisan:faulty_request")


def test_uploads_are_read_in_the_background(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", files={"file": ("x.txt", b"halo")})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:warisan:wrong_type")


def test_every_operation_is_described(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len(operations) >= 15
    assert all(one["summary"] for one in operations)
    assert all(path.startswith("/api/v1/") for path in described["paths"])


@pytest.mark.parametrize("address", ["documents", "values", "regions", "overlap", "health", "proposals"])
def test_each_list_answers(client: TestClient, address: str) -> None:
    assert client.get(f"/api/v1/{address}").status_code == 200


def test_a_form_has_its_json(client: TestClient) -> None:
    form = client.get("/api/v1/prefill?report=LHE&year=2025&region=99.71").json()
    assert (form["report"], form["year"], bool(form["slots"])) == ("LHE-AKIP", 2025, True)
