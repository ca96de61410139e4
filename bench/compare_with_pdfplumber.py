"""Our tables against pdfplumber's own, page by page, with the classes of difference and who is right.

    python bench/compare_with_pdfplumber.py [FILE.pdf ...] [--cache FILE] [--examples N]

Without files: everything in ../shared/reports and ../shared/cases. What is compared is the table step that follows
pdfplumber's definition (all cells that the rules draw), before we leave out mere borders or add what rules lack.
``--cache`` keeps pdfplumber's side (minutes) for the next run.
"""

from __future__ import annotations

import argparse
import pickle
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pdfplumber

from extractor.pdf import PdfSettings
from extractor.pdf._grids import build_grid
from extractor.pdf._page import cell_groups, fill_tables, ruled_cells
from extractor.pdf._pdfium import PageRefused, opened, raw_page
from extractor.pdf._visible import visible_characters

SHARED = Path(__file__).parents[2] / "shared"
SETTINGS = PdfSettings()

Tables = list[tuple[tuple[int, int], dict[tuple[int, int], str]]]
"""Of each table its shape and the text of each cell that has any."""

WHO_IS_RIGHT = {
    "cid": "ours: pdfplumber prints (cid:n) where the font's letters are known to PDFium",
    "turned": "ours: pdfplumber reads turned text backwards or letter by letter",
    "doubled": "ours: pdfplumber doubles letters drawn twice for bold",
    "order": "same letters in another order: raised marks and lines of unequal print size",
    "hidden": "ours: pdfplumber keeps invisible, white or cut-off text",
    "nested": "ours: a letter goes to the innermost table only; pdfplumber gives it to the outer one too",
    "unmapped": "ours: the page's letters are unknown, so it is reported, not read",
    "hyphen": "ours: soft hyphens at line ends",
    "letters": "the two libraries know other letters for a glyph",
    "place": "a letter on a rule falls into the neighbouring cell",
    "other": "not known",
}


def plumbed(path: Path) -> dict[int, Tables | str]:
    """pdfplumber's default tables of each page; of a page that it cannot read, why."""
    found: dict[int, Tables | str] = {}
    with pdfplumber.open(path) as document:
        for page in document.pages:
            try:
                tables = page.extract_tables()
            except Exception as error:
                found[page.page_number] = repr(error)
            else:
                found[page.page_number] = [
                    (
                        (len(rows), len(rows[0])),
                        {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text},
                    )
                    for rows in tables
                ]
            page.close()
    return found


def ours(path: Path) -> dict[int, tuple[Tables, set[str]]]:
    """Our tables of each page, and what we know about the page that explains differences."""
    found = {}
    with opened(path) as document:
        for number in range(1, len(document) + 1):
            try:
                raw = raw_page(document, number, SETTINGS)
            except PageRefused:
                continue
            seen = visible_characters(raw)
            drawn = ruled_cells(raw, SETTINGS)
            group, firsts = cell_groups(drawn, seen.characters)
            tables, _ = fill_tables(drawn, firsts, seen.characters, group)
            facts = set()
            if any("tanpa teks" in problem.what for problem in seen.problems):
                facts.add("unmapped")
            if len(seen.characters) < len(raw.characters):
                facts.add("dropped")
            if (seen.characters.turn != 0).any():
                facts.add("turned")
            shapes: Tables = []
            for table in tables:
                grid = build_grid(table, number, 1, as_turned=False)
                cells = {(cell.row, cell.col): cell.text for cell in grid.cells if cell.text}
                shapes.append(((grid.n_rows, grid.n_cols), cells))
            found[number] = (shapes, facts)
    return found


def bare(text: str) -> str:
    """Letters alone: no blanks, no leaders, raised digits as digits."""
    text = unicodedata.normalize("NFKC", text.replace("\xad", "-"))
    text = re.sub(r"\.{4,}|_{4,}|…", "", "".join(text.split()))
    return re.sub(r"[\x00-\x1f\ufffe\ufffd]", "-", text)


def difference(theirs: str, mine: str, facts: set[str]) -> str | None:
    """The class of the difference between two cells' texts, or ``None``."""
    a, b = bare(theirs), bare(mine)
    if a == b:
        return None
    if "unmapped" in facts:
        return "unmapped"
    if "(cid:" in a:
        return "cid"
    if Counter(a) == Counter(b):
        return "turned" if "turned" in facts and (a == b[::-1] or len(a) > 1) else "order"
    if re.sub(r"(.)\1", r"\1", a) == re.sub(r"(.)\1", r"\1", b):
        return "doubled"
    if a.replace("-", "") == b.replace("-", ""):
        return "hyphen"
    if "turned" in facts:
        return "turned"
    less = Counter(a) - Counter(b)
    more = Counter(b) - Counter(a)
    if "dropped" in facts and less and not more:
        return "hidden"
    if not more and len(less) > 3 and len(a) > 1.5 * len(b):
        return "nested"
    if len(a) == len(b):
        return "letters"
    if sum((less + more).values()) <= 3:
        return "place"
    return "other"


def _both(
    path: Path, cache: dict[str, dict[int, Tables | str]]
) -> tuple[dict[int, tuple[Tables, set[str]]], dict[int, Tables | str]] | None:
    """Our pages and pdfplumber's, or ``None`` where one of the two cannot open the file."""
    try:
        mine = ours(path)
        if path.name not in cache:
            cache[path.name] = plumbed(path)
    except Exception as error:  # pdfplumber refuses files in any way, ours as it should
        print(f"{path.name}: {error!r}", file=sys.stderr)
        return None
    return mine, cache[path.name]


def compare(files: list[Path], cache: dict[str, dict[int, Tables | str]], examples: int) -> None:
    pages = same_shapes = table_pages = same_text = excused_pages = 0
    classes: Counter[str] = Counter()
    shapes_differ: list[str] = []
    shown: Counter[str] = Counter()
    for path in files:
        both = _both(path, cache)
        if both is None:
            continue
        mine, plumber = both
        for number, theirs in plumber.items():
            if isinstance(theirs, str) or number not in mine:
                continue
            tables, facts = mine[number]
            pages += 1
            if [shape for shape, _ in theirs] != [shape for shape, _ in tables]:
                shapes_differ.append(f"{path.name} p{number}: {[s for s, _ in theirs]} / ours {[s for s, _ in tables]}")
                continue
            same_shapes += 1
            if not theirs:
                continue
            table_pages += 1
            found = set()
            for (_, a), (_, b) in zip(theirs, tables, strict=True):
                for place in a.keys() | b.keys():
                    kind = difference(a.get(place, ""), b.get(place, ""), facts)
                    if kind:
                        found.add(kind)
                        if shown[kind] < examples:
                            shown[kind] += 1
                            print(f"  {kind}: {path.name} p{number} {place} {a.get(place)!r} / ours {b.get(place)!r}")
            classes.update(found)
            same_text += not found
            excused_pages += not (found - {"cid", "turned", "doubled", "hidden", "nested", "unmapped", "hyphen"})
    print("\n".join(shapes_differ))
    print(f"pages both read: {pages}; same table shapes: {same_shapes} ({same_shapes / max(1, pages):.1%})")
    print(f"table pages: {table_pages}; text equal apart from blanks: {same_text / max(1, table_pages):.1%};")
    print(f"  once pdfplumber's own faults are set aside: {excused_pages / max(1, table_pages):.1%}")
    for kind, count in classes.most_common():
        print(f"  {kind}: on {count} pages - {WHO_IS_RIGHT[kind]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    files = options.files or sorted([*SHARED.glob("reports/*.pdf"), *SHARED.glob("cases/*.pdf")])
    cache = pickle.loads(options.cache.read_bytes()) if options.cache and options.cache.exists() else {}
    compare(files, cache, options.examples)
    if options.cache:
        options.cache.write_bytes(pickle.dumps(cache))


if __name__ == "__main__":
    main()
