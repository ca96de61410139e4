"""How the comparison of passages grows with the number of documents, beside datasketch's own index.

    python bench/compare_documents.py [COUNT ...]        default: 125 250 500 1000

Each document has 200 pages: 4 sentences and 11 table rows a page. In 100 of them passages of others stand; all other
pieces are unlike each other, yet as near as sentences of one office are: they share a third of their minima with
another one. Time runs from the query to the passages with both places and their texts.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import zlib
from itertools import pairwise
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from store.overlap import copied_passages
from store.overlap.keeping import packed_texts
from store.overlap.pieces import Piece
from store.overlap.sketches import FORMAT, PERMUTATIONS, RECORD, sketch
from store.tables import Base, DocumentRow, PassagesRow

COUNTS = (125, 250, 500, 1000)
PAGES = 200
SENTENCES_A_PAGE, ROWS_A_PAGE = 4, 11
A_DOCUMENT = PAGES * (SENTENCES_A_PAGE + ROWS_A_PAGE)
POOL = 6_000
"""Pieces with real text and signatures; the rest is made from them."""
COPIED = 40
"""Pieces of each document, in passages of 4, that stand in some others too."""
UNLIKE = 0.67
"""Share of minima that an unrelated piece does not have in common with the one it was made from."""
REPORTS = ("LPPD", "LKPJ", "LKJIP", "SPM", "RB")
PEER_COUNT = 25
"""Documents for the peer: its index of 125 needs gigabytes."""


def pool(dice: random.Random) -> list[Piece]:
    words = [f"{a}{b}{c}" for a in ("ka", "mi", "su", "te", "lo") for b in "bcdfghjk" for c in ("an", "ir", "us", "em")]
    made = []
    for number in range(POOL):
        is_row = number % (SENTENCES_A_PAGE + ROWS_A_PAGE) >= SENTENCES_A_PAGE
        told = tuple(dice.choices(words, k=7 if is_row else 22))
        numbers = tuple(str(dice.randint(100, 99999)) for _ in range(3))
        text = " ".join((*told, *numbers))
        made.append(Piece(text=text, page=1, locator="p1/b1", is_row=is_row, words=told, numbers=numbers, is_seed=True))
    return made


def document(number: int, known: np.ndarray, dice: np.random.Generator) -> tuple[np.ndarray, list[int]]:
    """Pieces made from those of the pool, with passages of the pool put in; and which of the pool each is."""
    chosen = dice.integers(0, POOL, A_DOCUMENT)
    records = known[chosen].copy()
    changed = dice.random((A_DOCUMENT, PERMUTATIONS)) < UNLIKE
    records["signature"] = np.where(
        changed, dice.integers(0, 1 << 16, (A_DOCUMENT, PERMUTATIONS), dtype=np.uint16), records["signature"]
    )
    records["digest"] = dice.integers(1, 1 << 63, A_DOCUMENT, dtype=np.uint64)
    for start in range(0, COPIED, 4):
        # Ten documents share passages among each other, so what is found grows as the documents do.
        source = 4 * ((number // 10 * 10 + int(dice.integers(0, 10))) % (POOL // 4))
        at = int(dice.integers(0, A_DOCUMENT // 50)) * 40 + start
        records[at : at + 4] = known[source : source + 4]
        chosen[at : at + 4] = range(source, source + 4)
    return records, chosen.tolist()


def fill(session: Session, count: int, pieces: list[Piece], known: np.ndarray) -> None:
    dice = np.random.default_rng(count)
    for number in range(1, count + 1):
        records, chosen = document(number, known, dice)
        session.add(
            DocumentRow(
                id=number,
                sha256=f"{number:064d}",
                file_name=f"{number}.pdf",
                media_type="application/pdf",
                size=1,
                report=REPORTS[number % len(REPORTS)],
                year=2000 + number // 10,
                unit=f"Dinas {number}",
                evidence={},
                state="read",
                uploaded_by="bench",
            )
        )
        session.flush()
        session.add(
            PassagesRow(
                document_id=number,
                format=FORMAT,
                pieces=A_DOCUMENT,
                sketch=zlib.compress(records.tobytes(), 1),
                texts=packed_texts(pieces[one] for one in chosen),
            )
        )
        session.flush()
        session.expunge_all()
    session.commit()


def measured(count: int, pieces: list[Piece], known: np.ndarray) -> tuple[float, float, int]:
    """Seconds by the clock and of this process alone, and the passages found."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            fill(session, count, pieces, known)
            started, worked = time.perf_counter(), time.process_time()
            found = copied_passages(session)
            seconds = time.perf_counter() - started, time.process_time() - worked
        engine.dispose()
    return *seconds, found.counts.passages


def datasketch_index(count: int, known: np.ndarray) -> float:
    """Seconds of work to put the pieces of so many documents into datasketch's MinHashLSH and ask for each."""
    from datasketch import MinHash, MinHashLSH

    dice = np.random.default_rng(1)
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(12, 3))
    first = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32")
    worked = time.process_time()
    for number in range(count):
        for position, record in enumerate(document(number, known, dice)[0]):
            one = first.copy()
            one.hashvalues = record["signature"].astype(first.hashvalues.dtype)
            index.query(one)
            index.insert((number, position), one, check_duplication=False)
    return time.process_time() - worked


def main(counts: tuple[int, ...]) -> None:
    pieces = pool(random.Random(1))
    known = sketch(pieces)
    assert known.dtype == RECORD
    work: dict[int, float] = {}
    for count in (PEER_COUNT, *counts):
        clock, work[count], passages = measured(count, pieces, known)
        print(
            f"{count:5} documents of {PAGES} pages: {clock:6.1f} s ({work[count]:.1f} s of work), {passages} passages"
        )
    for one, other in pairwise(counts):
        print(f"{other / one:.1f} times the documents: {work[other] / work[one]:.2f} times the work")
    peer = datasketch_index(PEER_COUNT, known)
    print(f"datasketch's MinHashLSH, {PEER_COUNT} documents: {peer / work[PEER_COUNT]:.1f} times the work")


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or COUNTS)
