"""The commands on a store: what they print, what they change, what they refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from annotations.samples import sample_reports
from api.command_line import main
from store import open_store
from store.tables import ProposalRow

SAMPLES = {sample.name: sample for sample in sample_reports()}


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


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_decision_is_made_seen_and_taken_back(warisan) -> None:
    _, out, _ = warisan("accept", "--min-confidence", "0.95", "--json")
    accepted = json.loads(out)
    assert accepted["accepted"] > 50
    _, out, _ = warisan("values", "--json")
    assert {value["proposal"] for value in lines(out)} <= set(accepted["changed"])
    code, out, _ = warisan("undo", accepted["batch"])
    assert (code, f"{accepted['accepted']} dibatalkan" in out) == (0, True)
    assert warisan("values", "--json")[1] == ""


def test_proposals_have_the_promised_keys(warisan) -> None:
    _, out, _ = warisan("proposals", "--kind", "realisasi", "--json")
    promised = {
        "id",
        "code",
        "probability",
        "reasons",
        "alternatives",
        "checks",
        "decision",
        "page",
        "indicator",
        "box",
    }
    found = lines(out)
    assert found
    assert all(promised <= one.keys() for one in found)
    assert {one["kind"] for one in found} == {"realisasi"}


def test_an_edit_takes_a_comma_and_keeps_every_digit(warisan) -> None:
    _, out, _ = warisan("proposals", "--min-confidence", "0.95", "--json")
    proposal = next(one for one in lines(out) if one["value"] is not None)
    assert warisan("edit", str(proposal["id"]), "--value", "12,50")[0] == 0
    _, out, _ = warisan("values", "--code", proposal["code"], "--json")
    assert "12.50" in {value["value"] for value in lines(out)}


def test_nothing_decided_is_told_with_its_reason(warisan, data_folder: Path) -> None:
    first = lines(warisan("proposals", "--json")[1])[0]["id"]
    store = open_store(f"sqlite:///{data_folder / 'warisan.sqlite'}", str(data_folder / "files"))
    with store.session() as session:
        session.execute(update(ProposalRow).where(ProposalRow.id == first).values(code=None))
    store.close()
    code, _, err = warisan("accept", "--ids", str(first))
    assert (code, "Belum dipasangkan dengan indikator" in err) == (1, True)


def test_ingest_stores_the_good_files_and_names_the_bad(warisan, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.pdf"
    empty.write_bytes(b"")
    code, out, err = warisan("ingest", str(empty), str(SAMPLES["lhe-2024"].path), "--json", "--no-wait")
    assert code == 1
    assert "kosong.pdf kosong (0 bita)" in err
    assert [(one["file_name"], one["already_stored"]) for one in lines(out)] == [("lhe-2024.pdf", True)]


def test_ingest_refuses_a_region_that_is_none(warisan) -> None:
    code, _, err = warisan("ingest", str(SAMPLES["spm-2024"].path), "--region", "Atlantis", "--no-wait")
    assert (code, "Daerah Atlantis tidak dikenal" in err) == (1, True)
    assert len(lines(warisan("documents", "--json")[1])) == 2


def test_ingest_without_waiting_leaves_the_document_to_a_worker(warisan) -> None:
    code, out, _ = warisan("ingest", str(SAMPLES["spm-2024"].path), "--no-wait")
    assert (code, "menunggu dibaca" in out) == (0, True)


def test_extract_prints_one_object_a_line_and_the_document_last(warisan) -> None:
    _, out, _ = warisan("extract", str(SAMPLES["lhe-2024"].path), "--json")
    *readings, last = lines(out)
    assert last["document"]["readings"] == len(readings) > 20
    assert (last["document"]["report"], last["document"]["year"]) == ("LHE-AKIP", 2024)
    assert all(isinstance(one["value"], str | None) for one in readings)


def test_the_record_is_verified_backed_up_and_restored(
    warisan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warisan("accept", "--min-confidence", "0.95")
    before = warisan("values", "--json")[1]
    assert warisan("backup", str(tmp_path / "cadangan.zip"))[0] == 0
    monkeypatch.setenv("WARISAN_DATA", str(tmp_path / "baru"))
    assert warisan("restore", str(tmp_path / "cadangan.zip"))[0] == 0
    assert warisan("values", "--json")[1] == before
    code, out, _ = warisan("verify", "--json")
    assert (code, json.loads(out)["sound"]) == (0, True)


def test_overlap_and_prefill_write_their_files(warisan, tmp_path: Path) -> None:
    warisan("accept", "--min-confidence", "0.95")
    code, out, _ = warisan("prefill", "RB", "--year", "2025", "-o", str(tmp_path / "rb.docx"))
    assert (code, "terisi" in out) == (0, True)
    code, out, _ = warisan("overlap", "--json", "-o", str(tmp_path / "overlap.xlsx"))
    told = json.loads(out)
    assert (code, len(told["as_found"]["contradictions"]), told["effort"][0]["entries"]) == (0, 1, 526)
    assert all((tmp_path / name).stat().st_size > 1000 for name in ("rb.docx", "overlap.xlsx"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"mention": "IPM"}', "bukan berkas berlabel"),
        ("{", "baris 1 bukan JSON"),
        ('{"indicator": "IPM", "kind": "realisasi", "value": 1}', "Laporan yang dilabeli"),
    ],
)
def test_a_faulty_gold_file_is_told(warisan, tmp_path: Path, content: str, told: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(content, encoding="utf-8")
    code, _, err = warisan("evaluate", str(gold))
    assert (code, told in err) == (1, True)


def test_evaluate_measures_a_report_beside_its_gold(warisan) -> None:
    code, out, _ = warisan("evaluate", str(SAMPLES["lhe-2024"].gold), "--json")
    measured = json.loads(out)
    assert (code, measured["kind"]) == (0, "report")
    assert min(measured["recall"], measured["precision"]) >= 0.8
    assert set(measured["compared"]) == {"tfidf_only", "rapidfuzz_only"}
    assert measured["matched"] >= max(0.97, *(other["matched"] for other in measured["compared"].values()))


def test_evaluate_counts_a_changed_gold_as_missed_and_spurious(warisan, tmp_path: Path) -> None:
    """The measuring tool itself: one wrong label costs one miss and one spurious reading."""
    sample = SAMPLES["lhe-2024"]
    records = lines(sample.gold.read_text(encoding="utf-8"))
    changed = next(record for record in records if record["value"] is not None)
    changed["value"] = 987654.25
    (tmp_path / "gold").mkdir()
    (tmp_path / sample.path.name).write_bytes(sample.path.read_bytes())
    gold = tmp_path / "gold" / sample.gold.name
    gold.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    _, out, _ = warisan("evaluate", str(sample.gold), str(gold), "--json")
    right, wrong = lines(out)
    assert round((right["recall"] - wrong["recall"]) * right["n"]) == 1
    assert wrong["precision"] < right["precision"]


def test_the_debug_picture_shows_the_page_and_its_panel(warisan, tmp_path: Path) -> None:
    sample = SAMPLES["lhe-2024"]
    _, out, _ = warisan("extract", str(sample.path), "--json")
    page = next(one["page"] for one in lines(out) if one.get("box"))
    assert warisan("debug", str(sample.path), "--page", str(page), "-o", str(tmp_path / "page.png"))[0] == 0
    from api.debug_picture import KIND_COLOURS, PANEL_WIDTH

    with Image.open(tmp_path / "page.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 24)}
        assert picture.width > PANEL_WIDTH
    assert colours & set(KIND_COLOURS.values())


@pytest.mark.parametrize(
    ("page", "file", "told"),
    [("999", "lhe-2024", "tidak punya halaman 999"), ("1", "rb-2024", "bukan PDF")],
)
def test_the_debug_picture_says_why_it_cannot_be_drawn(warisan, page: str, file: str, told: str) -> None:
    code, _, err = warisan("debug", str(SAMPLES[file].path), "--page", page)
    assert (code, told in err) == (1, True)


def test_the_demo_tells_every_chapter_and_writes_its_files(tmp_path: Path) -> None:
    """On three of the samples, in a process of its own: the demo runs a worker, of which a process has one."""
    code = (
        "from api import demo; from annotations.samples import sample_reports; from pathlib import Path; "
        "few = [one for one in sample_reports() if one.name in {'lhe-2024', 'rb-2024', 'rb-2024-cetak'}]; "
        "demo.sample_files = lambda: tuple(few); told = demo.run_demo(Path('demo')); "
        "print([one.document.report for one in told.ingested], told.decided.accepted > 50)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "['RB', 'RB', 'LHE-AKIP'] True" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("== ")] == [
        "== Membaca laporan",
        "== Mengonfirmasi usulan dengan keyakinan 90% ke atas",
        "== Mengisi formulir 2025",
        "== Isian berulang",
        "== Pertentangan antarlaporan",
        "== Berkas untuk dibuka",
    ]
    written = {file.suffix for file in (tmp_path / "demo").iterdir() if file.stat().st_size > 1000}
    assert {".docx", ".xlsx", ".png", ".sqlite"} <= written


def test_the_demo_empties_no_folder_but_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "surat.txt").write_text("penting", encoding="utf-8")
    assert main(["demo", "--folder", str(tmp_path)]) == 1
    assert (tmp_path / "surat.txt").read_text(encoding="utf-8") == "penting"
    assert "berisi berkas lain" in capsys.readouterr().err
