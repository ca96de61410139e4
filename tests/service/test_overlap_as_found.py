from __future__ import annotations

import json
import random
from decimal import Decimal

import pandas
import pytest
from prefill_world import REGION, add_document, add_proposal, new_session
from sqlalchemy import select

from extractor.errors import UnknownRegion
from store.overlap import overlap_as_found, overlap_report
from store.tables import ProposalRow


@pytest.fixture
def session():
    with new_session() as opened:
        yield opened


def two_documents(session, one="71.93", other="71.93", **facts):
    first = add_document(session, "LPPD", 2024)
    second = add_document(session, "LKPJ", 2024)
    add_proposal(session, first, "makro.ipm", one, page=37, **facts)
    add_proposal(session, second, "makro.ipm", other, page=12, **facts)
    return first, second


def test_one_value_in_two_reports_is_one_repeated_entry(session):
    two_documents(session, decision="accepted")
    found = overlap_as_found(session, REGION)
    counts = found.counts
    assert (counts.documents, counts.entries, counts.values) == (2, 2, 1)
    assert (counts.repeated_values, counts.repeated_entries, counts.confirmed_repeated_entries) == (1, 1, 1)
    assert (counts.contradictions, counts.pending_repeated_entries) == (0, 0)
    assert [(pair.one, pair.other, pair.repeated) for pair in found.by_report] == [("LKPJ", "LPPD", 1)]
    assert [entry.page for entry in found.repeated[0].entries] == [37, 12]


def test_open_proposals_are_counted_apart(session):
    two_documents(session, decision="accepted")
    third = add_document(session, "RKPD", 2025)
    add_proposal(session, third, "makro.ipm", "71.93", year=2024)
    counts = overlap_as_found(session, REGION).counts
    assert (counts.repeated_entries, counts.confirmed_repeated_entries, counts.pending_repeated_entries) == (2, 1, 1)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"year": 2023}, "year"),
        ({"kind": "target"}, "kind"),
        ({"period": "TW1"}, "period"),
        ({"decision": "rejected"}, "rejected"),
        ({"decision": "replaced"}, "replaced"),
        ({"status": "missing"}, "absent"),
    ],
)
def test_what_is_not_the_same_thing_is_no_repeat(session, facts, name):
    first = add_document(session, "LPPD", 2024)
    second = add_document(session, "LKPJ", 2024)
    add_proposal(session, first, "makro.ipm", "71.93", indicator="IPM")
    add_proposal(session, second, "makro.ipm", "71.93", indicator="IPM", **facts)
    assert overlap_as_found(session, REGION).counts.repeated_entries == 0, name


def test_another_government_repeats_nothing(session):
    first = add_document(session, "LPPD", 2024)
    second = add_document(session, "LKPJ", 2024, region="35.07")
    add_proposal(session, first, "makro.ipm", "71.93")
    add_proposal(session, second, "makro.ipm", "71.93")
    assert overlap_as_found(session).counts.repeated_entries == 0
    assert overlap_as_found(session, REGION).counts.documents == 1


def test_three_places_in_one_document_are_one_entry(session):
    first, _ = two_documents(session)
    add_proposal(session, first, "makro.ipm", "71.93", page=40)
    counts = overlap_as_found(session, REGION).counts
    assert (counts.entries, counts.repeated_entries) == (2, 1)


@pytest.mark.parametrize(
    ("printed", "difference", "percent", "hint"),
    [
        (("71.93", "73.91"), "1.98", "2.8", "dua digit tertukar"),
        (("71.93", "719.3"), "647.37", "900.0", "geser koma atau satuan (kelipatan 10)"),
        (("71.93", "71.98"), "0.05", "0.1", "satu digit berbeda"),
        (("71.93", "60.2"), "-11.73", "-16.3", ""),
        (("0", "5"), "5", None, ""),
    ],
)
def test_a_contradiction_has_a_size_both_places_and_a_hint(session, printed, difference, percent, hint):
    two_documents(session, *printed)
    found = overlap_as_found(session, REGION)
    (conflict,) = found.contradictions
    assert (conflict.difference, conflict.percent) == (
        Decimal(difference),
        None if percent is None else Decimal(percent),
    )
    assert (conflict.one.publication, conflict.one.page) == ("LPPD 2024", 37)
    assert (conflict.other.publication, conflict.other.page) == ("LKPJ 2024", 12)
    assert conflict.hint == hint
    assert found.counts.contradictions == 1
    # It was still typed twice.
    assert found.counts.repeated_entries == 1


@pytest.mark.parametrize(
    ("one", "unit_one", "other", "unit_other"),
    [
        ("71.93", None, "71.9", None),
        ("71.90", "persen", "71.9", "%"),
        ("1234.5", "juta rupiah", "1234500000", "Rupiah"),
    ],
)
def test_rounding_and_other_words_for_a_unit_are_no_contradiction(session, one, unit_one, other, unit_other):
    first, second = add_document(session, "LPPD", 2024), add_document(session, "LKPJ", 2024)
    add_proposal(session, first, "makro.ipm", one, unit=unit_one)
    add_proposal(session, second, "makro.ipm", other, unit=unit_other)
    assert overlap_as_found(session, REGION).contradictions == ()


def test_a_document_that_disagrees_with_itself_is_told_apart(session):
    document = add_document(session, "LPPD", 2024)
    add_proposal(session, document, "makro.ipm", "71.93", page=3)
    add_proposal(session, document, "makro.ipm", "70.1", page=90)
    found = overlap_as_found(session, REGION)
    assert (found.counts.contradictions, found.counts.contradictions_within) == (0, 1)
    assert found.contradictions[0].within_one_document


def test_what_a_person_put_right_counts_not_what_was_misread(session):
    two_documents(session, "71.93", "7193")
    proposal = session.scalars(select(ProposalRow).order_by(ProposalRow.id.desc())).first()
    proposal.decision, proposal.changes = "edited", {"value": "71.93"}
    session.flush()
    assert overlap_as_found(session, REGION).contradictions == ()


def test_the_word_file_of_the_same_report_costs_no_second_entry(session):
    pdf = add_document(session, "LPPD", 2024, file_name="LPPD.pdf")
    word = add_document(session, "LPPD", 2024, file_name="LPPD.docx")
    for document in (pdf, word):
        for code in ("makro.ipm", "makro.tpt", "makro.gini"):
            add_proposal(session, document, code, "5.5")
    report = overlap_report(session, REGION)
    assert report.as_found.counts.repeated_entries == 0
    assert report.as_found.same_report_twice == (("LPPD.pdf", "LPPD.docx"),)
    assert any("dihitung sekali" in message for message in report.messages)


def test_two_offices_with_one_kind_of_report_do_repeat(session):
    for unit, codes in (("Dinas A", ("makro.ipm", "makro.tpt", "makro.gini")), ("Dinas B", ("makro.ipm",))):
        document = add_document(session, "LKJIP", 2024, unit=unit)
        for code in codes:
            add_proposal(session, document, code, "5.5")
    assert overlap_as_found(session, REGION).counts.repeated_entries == 1


def test_repeats_without_an_indicator_are_found_by_name_and_kept_out_of_the_totals(session):
    for report, name in (("LPPD", "1. Jumlah taman tematik kota"), ("LKPJ", "Jumlah Taman Tematik, Kota")):
        document = add_document(session, report, 2024)
        add_proposal(session, document, None, "14", indicator=name, outcome="local", unit="unit")
        add_proposal(session, document, None, "14", indicator="Jumlah", outcome="none")
    found = overlap_as_found(session, REGION)
    assert (found.counts.unmatched_repeated_values, found.counts.unmatched_repeated_entries) == (1, 1)
    assert found.counts.repeated_entries == 0
    assert found.unmatched[0].code is None


@pytest.mark.parametrize(
    ("documents", "year", "sentence"),
    [
        (0, None, "Belum ada dokumen Kota Malang yang terbaca"),
        (1, None, "Baru satu dokumen Kota Malang"),
        (2, 2031, "Tidak ada nilai Kota Malang untuk tahun 2031. Tahun yang ada: 2024."),
    ],
)
def test_too_little_to_compare_is_said_in_a_sentence(session, documents, year, sentence):
    for report in ("LPPD", "LKPJ")[:documents]:
        add_proposal(session, add_document(session, report, 2024), "makro.ipm", "71.93")
    report = overlap_report(session, "Kota Malang", year)
    assert any(message.startswith(sentence) for message in report.messages), report.messages


def test_documents_without_a_common_value_say_so(session):
    add_proposal(session, add_document(session, "LPPD", 2024), "makro.ipm", "71.93")
    add_proposal(session, add_document(session, "LKPJ", 2024), "makro.tpt", "5.1")
    assert overlap_report(session).messages == ("Tidak ada nilai yang tertulis di dua dari 2 dokumen.",)


def test_an_unknown_region_is_refused(session):
    with pytest.raises(UnknownRegion):
        overlap_report(session, "Kota Antah Berantah")


def test_totals_equal_an_independent_count_with_pandas(session):
    dice = random.Random(7)
    codes = ["makro.ipm", "makro.tpt", "makro.gini", "iku.pupr.jalan_baik", "keu.belanja.total"]
    for report in ("LPPD", "LKPJ", "SPM", "LKJIP", "RB", "LHE-AKIP", "RKPD"):
        for year in (2023, 2024):
            document = add_document(session, report, year)
            for _ in range(25):
                add_proposal(
                    session,
                    document,
                    dice.choice(codes),
                    str(dice.choice([10, 20, 30])),
                    year=year - dice.randint(0, 1),
                    kind=dice.choice(["target", "realisasi"]),
                    decision=dice.choice(["accepted", "pending", "rejected"]),
                    indicator="Nama lain",
                )
    rows = pandas.read_sql(
        "select d.id as document, d.region, p.code, r.year, r.kind, r.value, p.decision, d.report from proposal p "
        "join reading r on r.id = p.reading_id join document d on d.id = p.document_id",
        session.connection(),
    )
    rows = rows[rows.decision != "rejected"]
    keys = ["region", "code", "year", "kind"]
    documents = rows.groupby(keys).document.nunique()
    accepted = rows[rows.decision == "accepted"].groupby(keys).document.nunique()
    pairs = rows.drop_duplicates([*keys, "document"]).merge(rows.drop_duplicates([*keys, "document"]), on=keys)
    pairs = pairs[pairs.document_x < pairs.document_y]
    differing = rows.merge(rows, on=keys)
    differing = differing[(differing.document_x != differing.document_y) & (differing.value_x != differing.value_y)]
    report = overlap_report(session, REGION).to_json()["as_found"]
    assert report["counts"]["entries"] == int(documents.sum())
    assert report["counts"]["repeated_values"] == int((documents > 1).sum())
    assert report["counts"]["repeated_entries"] == int((documents - 1).sum())
    assert report["counts"]["confirmed_repeated_entries"] == int((accepted - 1).sum())
    assert report["counts"]["contradictions"] == len(differing.drop_duplicates(keys))
    by_document = {(pair["one"], pair["other"]): pair["repeated"] for pair in report["by_document"]}
    assert sum(by_document.values()) == len(pairs)
    json.dumps(report)


def test_people_served_and_their_share_do_not_contradict_each_other(session):
    lppd, spm = add_document(session, "LPPD", 2024), add_document(session, "SPM", 2024)
    code = "spm.kesehatan.ibu_hamil"
    add_proposal(session, lppd, code, "98.67", unit="%")
    add_proposal(session, lppd, code, "6601")
    add_proposal(session, spm, code, "6601", unit="orang")
    add_proposal(session, lppd, "spm.sosial.anak", "95.0", unit="%")
    add_proposal(session, spm, "spm.sosial.anak", "38")
    add_proposal(session, spm, "spm.sosial.anak", "400", kind="target")
    found = overlap_as_found(session, REGION)
    # A share and a count of one indicator are two values: only the 6601 people were typed twice.
    assert (found.contradictions, found.counts.repeated_entries, found.counts.values) == ((), 1, 5)


def test_findings_come_one_of_each_slips_first_and_consequences_last(session):
    lppd, lkpj, rb = (add_document(session, report, 2024) for report in ("LPPD", "LKPJ", "RB"))
    add_proposal(session, lppd, "makro.ipm", "71.93")
    add_proposal(session, lppd, "makro.ipm", "98.4", kind="capaian", unit="%")
    add_proposal(session, lkpj, "makro.ipm", "60.10")
    add_proposal(session, lkpj, "makro.ipm", "88.4", kind="capaian", unit="%")
    add_proposal(session, rb, "makro.ipm", "50.30")
    add_proposal(session, lppd, "makro.tpt", "5.13")
    add_proposal(session, rb, "makro.tpt", "5.31")
    found = overlap_as_found(session, REGION)
    told = [
        (one.code, one.kind, one.hint == "mengikuti realisasi atau target yang berbeda") for one in found.contradictions
    ]
    assert told == [
        ("makro.tpt", "realisasi", False),  # two digits changed places
        ("makro.ipm", "realisasi", False),
        ("makro.ipm", "capaian", True),
        ("makro.ipm", "realisasi", False),
        ("makro.ipm", "realisasi", False),
    ]
    assert found.counts.contradictions == 3


def test_two_names_in_one_document_hint_at_a_wrong_match(session):
    document = add_document(session, "LKPJ", 2024)
    add_proposal(session, document, "iku.pariwisata.kunjungan", "2609", indicator="Kunjungan wisatawan mancanegara")
    add_proposal(session, document, "iku.pariwisata.kunjungan", "299263", indicator="Kunjungan wisatawan nusantara")
    (conflict,) = overlap_as_found(session, REGION).contradictions
    assert conflict.hint == "nama tercetak berbeda: mungkin salah dicocokkan"
