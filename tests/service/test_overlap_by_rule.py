from __future__ import annotations

from pathlib import Path

import pandas
import pytest
from prefill_world import new_session

from extractor.errors import UnknownReport
from store.overlap import SIX_REPORTS, overlap_by_rule, overlap_report
from store.tables import IndicatorRow, RequirementRow

CATALOGUE = Path(__file__).parents[2] / "store" / "catalogue"


@pytest.fixture(scope="module")
def session():
    with new_session() as opened:
        yield opened


@pytest.fixture(scope="module")
def overlap(session):
    return overlap_by_rule(session)


def read(name):
    return pandas.read_csv(CATALOGUE / name, dtype=str, keep_default_na=False)


def test_totals_are_those_published_beside_the_catalogue(overlap):
    everything, mandatory = overlap.count("all"), overlap.count("mandatory")
    assert (everything.indicators_in_catalogue, everything.demands) == (531, 1818)
    assert (everything.asked, everything.asked_twice, everything.cells, everything.repeats) == (524, 448, 1050, 526)
    assert (mandatory.asked, mandatory.cells, mandatory.asked_twice, mandatory.repeats) == (321, 434, 113, 113)


@pytest.mark.parametrize("scope", ["all", "mandatory"])
def test_totals_equal_a_count_made_with_pandas(overlap, scope):
    needs = read("requirements.csv")
    needs = needs[needs.report.isin(SIX_REPORTS)]
    if scope == "mandatory":
        needs = needs[needs.strength == "mandatory"]
    cells = needs.drop_duplicates(["report", "code"])
    per_code = cells.groupby("code").size()
    counts = overlap.count(scope)
    assert (counts.asked, counts.asked_twice, counts.cells, counts.repeats) == (
        len(per_code),
        int((per_code > 1).sum()),
        len(cells),
        int((per_code - 1).sum()),
    )


def test_pairs_equal_a_self_join_made_with_pandas(overlap):
    needs = read("requirements.csv")
    needs = needs[needs.report.isin(SIX_REPORTS)]
    cells = needs.assign(must=needs.strength == "mandatory").groupby(["report", "code"], as_index=False).must.max()
    joined = cells.merge(cells, on="code")
    for pair in overlap.pairs:
        mine = joined[(joined.report_x == pair.report_a) & (joined.report_y == pair.report_b)]
        assert (pair.indicators, pair.mandatory) == (len(mine), int((mine.must_x & mine.must_y).sum()))
    assert len(overlap.pairs) == 15


def test_offices_and_urusan_add_up_to_the_totals(overlap):
    counts = overlap.count("all")
    for loads in (overlap.by_opd, overlap.by_urusan):
        assert sum(load.cells for load in loads) == counts.cells
        # One code has one office and one urusan, so no repeat is lost between groups.
        assert sum(load.repeats for load in loads) == counts.repeats
        assert sum(load.mandatory_repeats for load in loads) == overlap.count("mandatory").repeats


def test_codes_of_one_value_are_one_number_when_merged(overlap):
    all_codes, merged = overlap.count("all"), overlap.count("merged")
    assert merged.asked < all_codes.asked
    relations = read("relations.csv")
    same = relations[relations.relation == "same_value"]
    assert all_codes.asked - merged.asked <= len(same)


def test_most_repeated_comes_first_and_all_repeated_are_listed(overlap):
    listed = overlap.most_repeated
    assert len(listed) == overlap.count("all").asked_twice
    assert [len(item.reports) for item in listed] == sorted((len(item.reports) for item in listed), reverse=True)
    assert all(set(item.mandatory_reports) <= set(item.reports) for item in listed)


def test_fields_count_single_values_and_not_prose(session):
    session.begin_nested()
    session.add_all(
        [
            IndicatorRow(code="uji.a", name="Uji", source="", confidence="memory"),
            RequirementRow(
                report="LKPJ", code="uji.a", section="S", source="", strength="mandatory",
                fields="indikator; satuan; target tahun n; realisasi tahun n; capaian (%); upaya",
            ),
            RequirementRow(
                report="LPPD", code="uji.a", section="S", source="", strength="typical",
                fields="capaian tahun n-1; capaian tahun n; laju perubahan (%)",
            ),
        ]
    )  # fmt: skip
    session.flush()
    before = overlap_by_rule(session, ("LKPJ", "LPPD"))
    session.rollback()
    after = overlap_by_rule(session, ("LKPJ", "LPPD"))
    # target n, realisasi n | realisasi n-1, realisasi n: four values, one of them twice.
    assert before.count("all").fields - after.count("all").fields == 4
    assert before.count("all").field_repeats - after.count("all").field_repeats == 1
    assert before.pairs[0].indicators - after.pairs[0].indicators == 1
    assert before.pairs[0].mandatory == after.pairs[0].mandatory


def test_an_unknown_report_is_named(session):
    with pytest.raises(UnknownReport):
        overlap_by_rule(session, ("LPPD", "XYZ"))


def test_the_report_prices_repeats_with_its_assumption(session):
    report = overlap_report(session)
    by_rule = report.effort[0]
    # effort.md: 526 x 10-15 min = 88-132 hours.
    assert (by_rule.entries, round(by_rule.low_hours), round(by_rule.high_hours)) == (526, 88, 132)
    assert "Anggapan" in report.to_json()["seconds"]["assumption"]
    assert report.messages == (
        "Belum ada dokumen yang terbaca. Unggah sekurang-kurangnya dua laporan untuk dibandingkan.",
    )
