"""Commands that teach, measure and automate: what they print and refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from api.command_line import main
from store import open_store
from store.tables import ProposalRow


@pytest.fixture
def warisan(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs one command on the copied store: exit code, stdout, stderr."""
    monkeypatch.setenv("WARISAN_DATA", str(data_folder))
    monkeypatch.setenv("WARISAN_ACTOR", "sari")
    monkeypatch.setenv("WARISAN_REGION", "99.71")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_names_are_compared_with_plain_methods_and_cross_validation(warisan, tmp_path: Path) -> None:
    gold = tmp_path / "names.jsonl"
    rows = [("IPM", ["makro.ipm"]), ("Prosentase penduduk miskin", ["makro.kemiskinan_p0"]), ("URUSAN KESEHATAN", [])]
    gold.write_text("".join(json.dumps({"mention": name, "codes": codes}) + "\n" for name, codes in rows))
    code, out, err = warisan("evaluate", str(gold), "--trained", "--json")
    measured = json.loads(out)
    assert (code, measured["f1"]) == (0, 1.0)
    assert set(measured["compared"]) == {"tfidf_only", "rapidfuzz_only", "cross_validated"}
    assert "Belum ada model yang dilatih di sini" in err


def test_a_faulty_label_is_told_with_file_and_line(warisan, tmp_path: Path) -> None:
    gold = tmp_path / "names.jsonl"
    gold.write_text('{"mention": "IPM", "codes": []}\n{"mention": "", "codes": []}\n')
    for command in (("evaluate", str(gold)), ("labels", "import", str(gold))):
        code, _, err = warisan(*command)
        assert (code, "names.jsonl, baris 2: mention kosong" in err) == (1, True)
    code, _, err = warisan("train")
    assert (code, "baru ada 0" in err) == (1, True)


def test_labels_go_out_come_in_and_are_compared(warisan, tmp_path: Path) -> None:
    one, other = tmp_path / "satu.jsonl", tmp_path / "dua.json"
    assert "419 nama berlabel" in warisan("labels", "export", str(one), "--packaged")[1]
    assert "419 nama berlabel dibaca" in warisan("labels", "import", str(one))[1]
    assert "416 nama berlabel ditulis" in warisan("labels", "export", str(other))[1]  # three differ by case alone
    _, out, _ = warisan("labels", "compare", str(one), str(other), "--json")
    assert json.loads(out)["equal"] == 1.0
    one.write_text('{"mention": "IPM", "codes": ["tidak.ada"]}\n')
    assert warisan("labels", "import", str(one))[0] == 1
    one.write_text('{"mention": "IPM", "codes": ["makro.ipm"], "unit": "orang"}\n')
    code, _, err = warisan("labels", "import", str(one))
    assert (code, "satuan orang bertentangan dengan makro.ipm" in err) == (1, True)


def test_rules_are_set_and_shown(warisan) -> None:
    code, out, _ = warisan("automation", "set", "confident", "--report", "LPPD", "--error", "0,02", "--json")
    assert (code, json.loads(out)["scope"]) == (0, "report:LPPD")
    assert "report:LPPD" in warisan("automation", "show")[1]
    code, _, err = warisan("automation", "set", "none")
    assert (code, "sebutkan jenis laporan atau satu indikator" in err) == (1, True)


def test_local_indicators_of_the_samples_are_listed_and_accepted(warisan, data_folder: Path) -> None:
    proposals = [json.loads(line) for line in warisan("proposals", "--json")[1].splitlines()]
    named = [one["id"] for one in proposals if one["indicator"] == proposals[0]["indicator"]]
    store = open_store(f"sqlite:///{data_folder / 'warisan.sqlite'}", str(data_folder / "files"))
    with store.session() as session:  # as if no catalogue had it
        session.execute(update(ProposalRow).where(ProposalRow.id.in_(named)).values(code=None, outcome="local"))
    store.close()
    _, out, _ = warisan("local", "list", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert found
    code, out, _ = warisan("local", "accept", found[0]["id"], "--json")
    accepted = json.loads(out)
    assert (code, accepted["matched"]) == (0, found[0]["proposals"])
    assert found[0]["name"] not in warisan("local", "list")[1]
    assert warisan("undo", accepted["batch"])[0] == 0
    assert warisan("local", "list", "--json")[1].splitlines()[0] == json.dumps(found[0], ensure_ascii=False)
