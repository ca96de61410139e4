"""The whole story on the sample reports of an invented city: read, match, confirm, fill, measure. In one go.

Everything lands in a folder of its own, with its own database: nothing of the person's is touched.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.errors import NotOurFolder
from api.language import say
from api.terminal import progress, put_line
from api.wording import kind_in_words, number_in_words, value_in_words

if TYPE_CHECKING:
    from annotations.samples import SampleReport
    from store import Decided, Store
    from store.ingest import Ingested
    from store.overlap import Entry, OverlapReport
    from store.prefill import Form

MARK = ".warisan-demo"
"""Stands in the folder, so that only a folder of an earlier demo is ever emptied."""
ACTOR = "demo"
SURE = 0.9
"""The demo confirms what is at least this sure; a person would look at the rest."""
NEXT_YEAR = 2025
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the demo ends with, for tests and for whoever calls it."""

    ingested: tuple[Ingested, ...]
    decided: Decided
    forms: tuple[Form, ...]
    overlap: OverlapReport
    files: tuple[Path, ...]


def run_demo(folder: Path) -> Told:
    """The spine: each line is one chapter of the story."""
    prepare_folder(folder)
    with demo_store(folder) as store:
        ingested = read_reports(store, sample_files())
        decided = confirm_sure_ones(store)
        forms = fill_forms(store, folder)
        overlap = measure_overlap(store, folder)
    pictures = draw_pages(folder, ingested)
    files = (*_written(folder, forms), folder / "overlap.xlsx", *pictures)
    tell_files(files, folder)
    return Told(ingested=ingested, decided=decided, forms=forms, overlap=overlap, files=files)


def prepare_folder(folder: Path) -> None:
    """A fresh folder; an earlier demo's is emptied, anything else is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise NotOurFolder(folder=folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("", encoding="utf-8")


@contextmanager
def demo_store(folder: Path) -> Iterator[Store]:
    from annotations.samples import SAMPLE_REGION
    from store import add_region, open_store

    store = open_store(f"sqlite:///{folder / 'warisan.sqlite'}", str(folder / "files"))
    try:
        add_region(store, SAMPLE_REGION.code, SAMPLE_REGION.name)
        yield store
    finally:
        store.close()


def sample_files() -> tuple[SampleReport, ...]:
    from annotations.samples import sample_reports

    # The PDF printed from a Word sample holds the same readings a second time.
    return sample_reports(copies=False)


def read_reports(store: Store, samples: tuple[SampleReport, ...]) -> tuple[Ingested, ...]:
    """Chapter 1: what was read, and what each report says it is."""
    from store.ingest import ingest, working

    _chapter(say("Membaca laporan", "Reading the reports"))
    done = []
    with working(store):
        for sample in samples:
            with progress(sample.path.name) as on_page:
                one = ingest(store, sample.path, actor=ACTOR, wait=True, on_page=on_page)
            done.append(one)
            document = one.document
            what = f"{document.report or '?'} {document.year or '?'} {document.region_name or '?'}"
            counts = say(
                f"{one.readings} bacaan, {one.matched} cocok dengan indikator, {one.failed_checks} perlu diperiksa",
                f"{one.readings} readings, {one.matched} matched, {one.failed_checks} to be checked",
            )
            put_line(f"  {document.file_name:<22} {what:<32} {document.failure or counts}")
    total = sum(one.readings for one in done)
    put_line(
        say(f"  Seluruhnya {total} bacaan dari {len(done)} berkas.", f"  {total} readings from {len(done)} files.")
    )
    return tuple(done)


def confirm_sure_ones(store: Store) -> Decided:
    """Chapter 2: what is sure and passes its checks is confirmed; the rest waits for a person, each with its reason."""
    from store import ProposalFilter, accept

    _chapter(say(f"Mengonfirmasi usulan dengan keyakinan {SURE:.0%} ke atas", f"Accepting proposals from {SURE:.0%}"))
    decided = accept(store, min_confidence=SURE, wanted=ProposalFilter(with_code=True), actor=ACTOR)
    put_line(
        say(
            f"  {decided.accepted} diterima, {len(decided.skipped)} dibiarkan untuk dilihat orang. Alasannya:",
            f"  {decided.accepted} accepted, {len(decided.skipped)} left for a person. Why:",
        )
    )
    for why, count in Counter(_kind_of(why) for _, why in decided.skipped).most_common(SHOWN):
        put_line(f"  {count:>5} × {why}")
    return decided


def _kind_of(why: str) -> str:
    """The reason without its numbers, so that like reasons are counted together."""
    return why.split(":", 1)[0].split(" (", 1)[0]


def fill_forms(store: Store, folder: Path) -> tuple[Form, ...]:
    """Chapter 3: next year's forms from what was confirmed."""
    from annotations.samples import SAMPLE_REGION
    from api.prefilling import make_form, write_form

    _chapter(say(f"Mengisi formulir {NEXT_YEAR}", f"Filling the forms of {NEXT_YEAR}"))
    forms = []
    for report in ("LPPD", "LKPJ", "LKJIP"):
        form = make_form(store, report, NEXT_YEAR, SAMPLE_REGION.code)
        forms.append(form)
        for suffix in ("docx", "xlsx"):
            write_form(form, folder / f"form-{report.lower()}-{NEXT_YEAR}.{suffix}")
        counts = form.counts()
        known = counts["filled"] + counts["computed"]
        put_line(
            say(
                f"  {report} {NEXT_YEAR}: {known} isian terisi dari tahun-tahun lalu, {counts['suggested']} diusulkan, "
                f"{counts['absent']} memang tidak ada, {counts['needed']} menunggu angka {NEXT_YEAR}",
                f"  {report} {NEXT_YEAR}: {known} slots filled, {counts['suggested']} suggested, "
                f"{counts['absent']} known to be absent, {counts['needed']} wait for {NEXT_YEAR}",
            )
        )
    return tuple(forms)


def measure_overlap(store: Store, folder: Path) -> OverlapReport:
    """Chapter 4: what was typed more than once, and where reports contradict each other."""
    from annotations.samples import SAMPLE_REGION
    from store.overlap import overlap_report, write_xlsx

    _chapter(say("Isian berulang", "Typed again"))
    with store.session(read_only=True) as session:
        found = overlap_report(session, SAMPLE_REGION.code)
    write_xlsx(found, folder / "overlap.xlsx")
    for one in found.effort:
        put_line(
            say(
                f"  {one.what}: {one.entries} isian berulang, sekitar {number_in_words(one.likely_hours)} jam kerja",
                f"  {one.what}: {one.entries} repeated entries, about {one.likely_hours} working hours",
            )
        )
    put_line(f"  ({found.seconds.assumption})")
    _chapter(say("Pertentangan antarlaporan", "Contradictions between reports"))
    for pair in found.as_found.contradictions[:SHOWN]:
        hint = f" - {pair.hint}" if pair.hint else ""
        what = f"{pair.name}, {kind_in_words(pair.kind)} {pair.year}"
        put_line(f"  {what}: {_entry(pair.one)}; {_entry(pair.other)}{hint}")
    left = len(found.as_found.contradictions) - SHOWN
    if left > 0:
        put_line(say(f"  ... dan {left} lagi di overlap.xlsx", f"  ... and {left} more in overlap.xlsx"))
    return found


def _entry(entry: Entry) -> str:
    page = "" if entry.page is None else say(f" hal. {entry.page}", f" page {entry.page}")
    value = value_in_words(entry.value, entry.grade, "given")
    return f"{value} {entry.unit or ''}".rstrip() + f" ({entry.publication}{page})"


def draw_pages(folder: Path, ingested: tuple[Ingested, ...]) -> tuple[Path, ...]:
    """Chapter 5: the page with most readings of the first PDF, with everything that was understood on it."""
    from api.debug_picture import write_debug_picture

    known = {one.document.file_name for one in ingested if one.document.media_type == "application/pdf"}
    sample = next((sample for sample in sample_files() if sample.path.name in known), None)
    if sample is None:
        return ()
    page = _fullest_page(sample.path)
    picture = folder / f"{sample.name}-{say('halaman', 'page')}-{page}.png"
    write_debug_picture(sample.path, page, picture)
    return (picture,)


def _fullest_page(path: Path) -> int:
    from extractor.reading import read_report

    pages = Counter(reading.place.page for reading in read_report(path).readings)
    return pages.most_common(1)[0][0] or 1


def tell_files(files: tuple[Path, ...], folder: Path) -> None:
    _chapter(say("Berkas untuk dibuka", "Files to open"))
    for file in files:
        put_line(f"  {file}")
    serve = f"WARISAN_DATA={folder} warisan serve"
    put_line(say(f"  Meninjau sisanya di peramban: {serve}", f"  Review the rest in a browser: {serve}"))


def _written(folder: Path, forms: tuple[Form, ...]) -> list[Path]:
    return [
        folder / f"form-{form.report.lower()}-{NEXT_YEAR}.{suffix}" for form in forms for suffix in ("docx", "xlsx")
    ]


def _chapter(title: str) -> None:
    put_line(f"\n== {title}")
