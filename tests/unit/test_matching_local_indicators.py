"""Names that fit nothing are gathered over documents and years into proposals."""

from __future__ import annotations

from functools import cache

from models import Catalogue, Mention, Outcome, Suggestion
from models.local_indicators import Seen, gather_local_indicators
from store.catalogue_files import load_catalogue

LOCAL = Suggestion(outcome=Outcome.LOCAL, code=None, probability=0.9, reasons=())
MATCH = Suggestion(outcome=Outcome.MATCH, code="makro.ipm", probability=0.9, reasons=())


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def seen(name: str, *, year: int = 2024, document: str = "a", region: str = "99.01", unit: str | None = "%") -> Seen:
    return Seen(mention=Mention(name=name, year=year, region=region, unit=unit, kind="realisasi"), document=document)


def gather(*mentions: Seen):
    return gather_local_indicators(mentions, [LOCAL] * len(mentions), catalogue())


def test_prints_of_one_name_are_united_over_documents_and_years():
    name = "Persentase taman baca yang buka malam"
    found = gather(
        seen(name), seen(f"2. Prosentase {name[11:]}", year=2023, document="b"), seen(name, year=2025, document="b")
    )
    assert len(found) == 1
    assert (found[0].name, found[0].unit, found[0].years, found[0].documents) == (
        name,
        "%",
        (2023, 2024, 2025),
        ("a", "b"),
    )
    assert found[0].members == (0, 1, 2)


def test_near_twins_stay_apart():
    found = gather(seen("Jumlah kursus untuk guru SD"), seen("Jumlah kursus untuk guru SMP"))
    assert len(found) == 2


def test_units_and_regions_keep_names_apart():
    name = "Cakupan taman baca"
    assert len(gather(seen(name), seen(name, region="99.02"))) == 2


def test_matched_mentions_are_no_proposals():
    assert gather_local_indicators([seen("Indeks Pembangunan Manusia")], [MATCH], catalogue()) == []


def test_most_documented_proposal_comes_first():
    found = gather(
        seen("Jumlah kebun warga"), seen("Jumlah taman apung"), seen("Jumlah taman apung", document="b", year=2023)
    )
    assert [one.name for one in found] == ["Jumlah taman apung", "Jumlah kebun warga"]
