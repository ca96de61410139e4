"""Documents, regions, contradictions, checks and exports of the store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from store_world import CITY, IPM, POVERTY, pdf_file, reading, recorded, report_of, sure

from extractor.errors import UnknownRegion, UnknownReport, YearInFuture
from extractor.facts import Flag, Kind, Status
from store import (
    Decision,
    ProposalFilter,
    Store,
    accept,
    add_document,
    add_region,
    document_file,
    edit,
    get_document,
    jobs,
    list_documents,
    list_events,
    list_proposals,
    list_values,
    open_store,
    reject,
    resolve_region,
    submit,
)
from store.catalogue_tables import fill_catalogue
from store.contradictions import list_contradictions
from store.decisions import StaleVersion
from store.documents import FaultyYear, LostFile
from store.identity import (
    ConfirmedElsewhere,
    OtherReport,
    identify,
    likely_older_edition,
    supersede,
    withdraw,
)
from store.migrations import HEAD
from store.recording import record_readings
from store.regions import FaultyRegionCode, RegionExists, UnclearRegion
from store.tables import Base
from store.upgrading import alembic_config, is_current
from store.verification import verify


def test_the_same_bytes_at_once_are_one_document(store: Store, tmp_path: Path) -> None:
    paths = [pdf_file(tmp_path, f"salinan {n}.pdf", content="sama") for n in range(20)]

    def upload(path: Path) -> tuple[int, bool]:
        document = submit(store, path, region=CITY, actor="sari")
        return document.id, document.already_stored

    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(upload, paths))
    assert len({document_id for document_id, _ in found}) == 1
    assert [already for _, already in found].count(False) == 1
    assert len(list_documents(store)) == 1
    assert len(jobs.list_jobs(store)) == 1
    assert verify(store).faults == ()


def test_of_many_who_decide_at_once_one_wins_each_version(store: Store, tmp_path: Path) -> None:
    readings = [reading(str(n), row=n, year=1995 + n) for n in range(1, 13)]
    recorded(store, tmp_path, readings)
    ids = [proposal.id for proposal in list_proposals(store)]

    def decide(number: int) -> int:
        actor, won = f"orang {number}", 0
        for position in range(len(ids)):
            proposal_id = ids[(position + number) % len(ids)]
            try:
                if number % 2:
                    reject(store, [proposal_id], actor=actor, versions={proposal_id: 1})
                else:
                    accept(store, [proposal_id], actor=actor, versions={proposal_id: 1}, despite_checks=True)
                won += 1
            except StaleVersion:
                pass
        return won

    with ThreadPoolExecutor(12) as pool:
        won = sum(pool.map(decide, range(12)))
    assert won == len(ids)
    assert len([event for event in list_events(store) if event.subject.startswith("proposal:")]) == won
    assert {proposal.version for proposal in list_proposals(store)} == {2}
    accepted = [proposal for proposal in list_proposals(store) if proposal.decision is Decision.ACCEPTED]
    assert len(list_values(store)) == len(accepted)
    assert verify(store).faults == ()


def test_a_document_comes_back_under_its_own_name(sqlite_store: Store, tmp_path: Path) -> None:
    path = pdf_file(tmp_path, "Laporan Kinerja 2024.pdf")
    document = add_document(sqlite_store, path, report="sakip", year=2024, region="Cemara Asri", actor="sari")
    assert (document.report, document.year, document.region_name) == ("LKJIP", 2024, "Kota Cemara Asri")
    assert (document.state, document.media_type) == ("stored", "application/pdf")
    with document_file(sqlite_store, document.id) as found:
        assert (found.name, found.read_bytes()) == (path.name, path.read_bytes())
    for stored in (tmp_path / "files").rglob("*"):
        if len(stored.name) == 64:
            stored.unlink()
    with pytest.raises(LostFile), document_file(sqlite_store, document.id):
        pass


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"region": "Kota Negeri Dongeng"}, UnknownRegion),
        ({"report": "KORAN"}, UnknownReport),
        ({"year": 2999}, FaultyYear),
        ({"year": 2040, "report": "LPPD"}, YearInFuture),
    ],
)
def test_nothing_is_stored_of_a_document_with_a_fault(
    sqlite_store: Store, tmp_path: Path, given: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_document(sqlite_store, pdf_file(tmp_path), actor="sari", **given)  # type: ignore[arg-type]
    assert list_documents(sqlite_store) == []
    assert list_events(sqlite_store) == []
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize("year", [2027, 2040])
def test_a_plan_may_speak_of_years_to_come(sqlite_store: Store, tmp_path: Path, year: int) -> None:
    assert add_document(sqlite_store, pdf_file(tmp_path), report="RKPD", year=year, actor="sari").year == year


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("35.73", "35.73"),
        ("Kota Malang", "35.73"),
        ("PEMERINTAH KOTA MALANG", "35.73"),
        ("Kab. Malang", "35.07"),
        ("Pemkab Wonosobo", "33.07"),
        ("kota  cemara asri", CITY),
        ("Kabupaten Sorong", "96.01"),
    ],
)
def test_a_region_is_found_as_it_is_printed(sqlite_store: Store, printed: str, code: str) -> None:
    assert resolve_region(sqlite_store, printed).code == code


def test_a_region_is_never_guessed(sqlite_store: Store) -> None:
    with pytest.raises(UnclearRegion) as two:
        resolve_region(sqlite_store, "Malang")
    assert "35.07 Kabupaten Malang" in two.value.sentence("id")
    assert "35.73 Kota Malang" in two.value.sentence("id")
    with pytest.raises(UnclearRegion, match="Kota Malang"):
        resolve_region(sqlite_store, "Kota Mallang")
    with pytest.raises(UnknownRegion):
        resolve_region(sqlite_store, "Atlantis")


def test_a_region_can_be_added_once(sqlite_store: Store) -> None:
    assert add_region(sqlite_store, CITY, "Kota Cemara Asri").code == CITY
    with pytest.raises(RegionExists):
        add_region(sqlite_store, CITY, "Kota Lain")
    with pytest.raises(FaultyRegionCode):
        add_region(sqlite_store, "cemara", "Kota Cemara")


def test_contradictions_of_a_region_are_found_with_the_report_to_believe(store: Store, tmp_path: Path) -> None:
    recorded(
        store,
        tmp_path,
        [reading("71.93"), reading("5.2", row=2)],
        [sure(), sure(POVERTY)],
        name="lkjip.pdf",
        report="LKJIP",
    )
    recorded(store, tmp_path, [reading("72.40"), reading("5.20", row=2)], [sure(), sure(POVERTY)], name="lppd.pdf")
    recorded(store, tmp_path, [reading("72.4"), reading("60", row=2, year=2023)], name="lkpj.pdf", report="LKPJ")
    (found,) = list_contradictions(store, CITY)
    assert (found.code, found.year, found.kind, found.confirmed) == (IPM, 2024, Kind.REALISASI, None)
    assert [(claim.report, claim.told) for claim in found.claims] == [
        ("LPPD", "72,40"),
        ("LKPJ", "72,4"),
        ("LKJIP", "71,93"),
    ]
    # Decided for one: the contradiction stays visible, the loser too.
    accept(store, [found.claims[0].proposal_id or 0], actor="budi")
    (still,) = list_contradictions(store, CITY)
    assert still.confirmed is not None
    assert (still.confirmed.told, len(still.claims)) == ("72,40", 3)
    reject(store, [claim.proposal_id or 0 for claim in found.claims if claim.report == "LKJIP"], actor="budi")
    assert list_contradictions(store, CITY) == []


def test_a_corrected_value_contradicts_under_its_corrected_year(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.93", year=2023)])
    (only,) = (proposal.id for proposal in list_proposals(sqlite_store))
    edit(sqlite_store, only, {"year": 2024}, actor="budi")
    recorded(sqlite_store, tmp_path, [reading("72.40")], name="b.pdf")
    assert [(one.code, one.year) for one in list_contradictions(sqlite_store, CITY)] == [(IPM, 2024)]


def checks_of(store: Store, text: str = "") -> dict[str, bool]:
    (proposal,) = list_proposals(store, ProposalFilter(text=text or None))
    return {check.check: check.passed for check in proposal.checks}


@pytest.mark.parametrize(
    ("value", "code", "found"),
    [
        ("71.93", IPM, {"range": True}),
        ("7193", IPM, {"range": False}),
        ("130", POVERTY, {"percent": False, "range": False}),
    ],
)
def test_a_value_beyond_the_plausible_fails_its_check(
    sqlite_store: Store, tmp_path: Path, value: str, code: str, found: dict[str, bool]
) -> None:
    recorded(sqlite_store, tmp_path, [reading(value)], [sure(code)])
    assert checks_of(sqlite_store) == found


@pytest.mark.parametrize(
    ("value", "check", "passed"),
    [
        ("7193", "unit_slip", False),
        ("7.193", "unit_slip", False),
        ("72.40", "year_on_year", True),
        ("20", "year_on_year", False),
    ],
)
def test_other_years_tell_of_slips_and_breaks(
    sqlite_store: Store, tmp_path: Path, value: str, check: str, passed: bool
) -> None:
    recorded(sqlite_store, tmp_path, [reading("71.02", year=2023)])
    accept(sqlite_store, min_confidence=0.9, actor="budi")
    recorded(sqlite_store, tmp_path, [reading(value, indicator="IPM tahun ini")], name="b.pdf")
    assert checks_of(sqlite_store, "IPM tahun ini")[check] is passed


@pytest.mark.parametrize(("capaian", "passed"), [("98.53", True), ("98.5", True), ("98", True), ("89.53", False)])
def test_capaian_must_follow_from_target_and_realisasi(
    sqlite_store: Store, tmp_path: Path, capaian: str, passed: bool
) -> None:
    row = [
        reading("73.00", kind=Kind.TARGET),
        reading("71.93", kind=Kind.REALISASI),
        reading(capaian, kind=Kind.CAPAIAN, unit="%"),
    ]
    recorded(sqlite_store, tmp_path, row)
    found = [
        check.passed
        for proposal in list_proposals(sqlite_store)
        for check in proposal.checks
        if check.check == "arithmetic"
    ]
    assert found == [passed] * 3


def test_what_cannot_be_compared_is_not_checked(sqlite_store: Store, tmp_path: Path) -> None:
    recorded(
        sqlite_store, tmp_path, [reading(None, status=Status.NOT_RELEASED), reading("3", row=2, flags=[Flag.RANGE])]
    )
    first = list_proposals(sqlite_store)[0]
    assert first.checks == ()


def test_a_person_says_what_a_document_is(store: Store, tmp_path: Path) -> None:
    document = add_document(store, pdf_file(tmp_path), actor="sari")
    record_readings(store, document.id, report_of([reading()]), suggestions=[sure()], version="1")
    assert get_document(store, document.id).region == CITY
    changed = identify(store, document.id, region="35.73", year=2023, actor="budi", reason="salah kota")
    assert (changed.region, changed.year, changed.evidence["region"]) == ("35.73", 2023, "given")
    (proposal,) = list_proposals(store)
    assert proposal.region == "35.73"
    accept(store, [proposal.id], actor="budi")
    with pytest.raises(ConfirmedElsewhere):
        identify(store, document.id, region=CITY, actor="budi")
    assert verify(store).faults == ()


def test_a_newer_edition_empties_the_old_queue_and_keeps_what_was_confirmed(store: Store, tmp_path: Path) -> None:
    old = recorded(store, tmp_path, [reading("71.93"), reading("5.2", row=2)], [sure(), sure(POVERTY)])
    accept(store, [list_proposals(store)[0].id], actor="budi")
    new = recorded(store, tmp_path, [reading("71.95")], name="edisi 2.pdf")
    assert likely_older_edition(store, new) == old
    supersede(store, old, new, actor="budi")
    assert get_document(store, new).supersedes == old
    assert [(one.document_id, one.decision) for one in list_proposals(store)] == [
        (old, Decision.ACCEPTED),
        (new, Decision.PENDING),
    ]
    assert [value.value for value in list_values(store)] == [Decimal("71.93")]
    other = recorded(store, tmp_path, [reading()], name="lkpj.pdf", report="LKPJ")
    with pytest.raises(OtherReport):
        supersede(store, old, other, actor="budi")
    assert verify(store).faults == ()


def test_a_withdrawn_document_takes_its_values_along_with_the_reason(store: Store, tmp_path: Path) -> None:
    document = recorded(store, tmp_path, [reading("71.93"), reading("5.2", row=2)], [sure(), sure(POVERTY)])
    accept(store, [list_proposals(store)[0].id], actor="budi")
    withdraw(store, document, actor="budi", reason="dokumen rancangan, belum final")
    assert (get_document(store, document).state, list_values(store)) == ("withdrawn", [])
    assert {one.decision for one in list_proposals(store)} == {Decision.REJECTED}
    assert "dokumen rancangan, belum final" in {event.reason for event in list_events(store)}
    assert verify(store).faults == ()


def test_an_old_database_is_brought_to_the_present_once(empty_database_url: str, tmp_path: Path) -> None:
    first = open_store(empty_database_url, str(tmp_path / "files"))
    assert is_current(first)
    with first.session() as session:
        session.execute(text("UPDATE fact SET text = 'older'"))
        session.execute(text("UPDATE indicator SET name = 'lama' WHERE code = 'makro.ipm'"))
    assert not is_current(first)
    first.close()
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(empty_database_url, str(tmp_path / "files")), range(4)))
    assert all(is_current(one) for one in stores)
    with stores[0].session(read_only=True) as session:
        assert session.scalar(text("SELECT name FROM indicator WHERE code = 'makro.ipm'")) != "lama"
    for one in stores:
        one.close()


@pytest.mark.parametrize(
    ("release", "later"), [("0001", "period_lock"), ("0002", "automation"), ("0003", "document_passages")]
)
def test_a_database_of_an_earlier_release_keeps_its_record(
    empty_database_url: str, tmp_path: Path, release: str, later: str
) -> None:
    """What a release wrote is read by this one: the same rows, a sound chain, and decisions that go on."""
    store = Store(empty_database_url, str(tmp_path / "files"))
    with store.engine.begin() as connection:
        command.upgrade(alembic_config(connection), release)
    with store.engine.begin() as connection:
        assert not inspect(connection).has_table(later)
        connection.execute(
            text("INSERT INTO region (code, name, short_name, level, source) VALUES (:c, :n, :n, 'kabkota', 'uji')"),
            {"c": CITY, "n": "Kota Cemara Asri"},
        )
    with store.session() as session:
        fill_catalogue(session)
    recorded(store, tmp_path, [reading("71.930"), reading("70.1", year=2023)])
    accept(store, [list_proposals(store)[0].id], actor="budi")
    before = list_values(store), list_proposals(store), list_events(store)
    store.close()
    present = open_store(empty_database_url, str(tmp_path / "files"))
    assert is_current(present)
    assert inspect(present.engine).has_table(later)
    assert (list_values(present), list_proposals(present), list_events(present)) == before
    assert accept(present, [list_proposals(present)[1].id], actor="sari").accepted == 1
    assert verify(present).faults == ()
    present.close()


def test_the_migrations_give_the_tables_as_they_stand(empty_database_url: str, tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    store = open_store(empty_database_url, str(tmp_path / "files"))
    with store.engine.connect() as connection:
        assert ScriptDirectory.from_config(alembic_config(connection)).get_current_head() == HEAD
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    store.close()
