"""Matching printed names beside TF-IDF alone and rapidfuzz alone, and how time grows with readings and catalogue.

Run: ``python -m bench.match_names``. Prints one line of JSON: milliseconds a reading for 10,000 readings against the
catalogue, the ratio to the peers, and the growth from 5,000 to 10,000 readings and with the catalogue once, twice and
four times. Only ratios are claims; the milliseconds say what this machine did.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace

from annotations.mentions import variants
from models import Catalogue, Matcher, Mention, RapidfuzzOnly, TfidfOnly
from models.evaluation import Answers
from store import load_catalogue

READINGS = 10_000
ROWS_OF_TABLE, CELLS_OF_ROW = 25, 2
OF_PEERS = 1_000
"""rapidfuzz alone takes minutes for all of them."""
COPIES = (1, 2, 4)


def readings(catalogue: Catalogue, count: int) -> list[Mention]:
    """Names in prints of their own, in tables: two cells a row, as target and realisasi are."""
    texts = [one.name for one in catalogue.indicators] + [alias.text for alias in catalogue.aliases]
    texts = [printed for text in texts for printed in (*variants(text, 2), text)]
    rows = [texts[(row * 7) % len(texts)] for row in range(count // CELLS_OF_ROW)]
    return [
        Mention(name=name, table=str(row // ROWS_OF_TABLE), row=str(row), kind=kind)
        for row, name in enumerate(rows)
        for kind in ("target", "realisasi")
    ]


def larger(catalogue: Catalogue, copies: int) -> Catalogue:
    """The catalogue ``copies`` times, each copy with names of its own: local indicators of other regions."""
    many = [_renamed(catalogue, number) for number in range(1, copies)]
    return replace(
        catalogue,
        indicators=catalogue.indicators + tuple(one for other in many for one in other.indicators),
        aliases=catalogue.aliases + tuple(one for other in many for one in other.aliases),
    )


def _renamed(catalogue: Catalogue, number: int) -> Catalogue:
    mark = f"salinan{chr(96 + number) * 3}"
    return replace(
        catalogue,
        indicators=tuple(
            replace(one, code=f"salin{number}.{one.code}", name=f"{one.name} {mark}") for one in catalogue.indicators
        ),
        aliases=tuple(
            replace(one, code=f"salin{number}.{one.code}", text=f"{one.text} {mark}") for one in catalogue.aliases
        ),
    )


def milliseconds(method: Answers, asked: Sequence[Mention]) -> float:
    """A reading; the first call warms what is read once."""
    method.match(asked[:20])
    started = time.process_time()
    method.match(asked)
    return 1000 * (time.process_time() - started) / len(asked)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=READINGS)
    count = parser.parse_args(arguments).readings
    catalogue = load_catalogue()
    asked = readings(catalogue, count)
    by_size = {copies: milliseconds(Matcher.load(larger(catalogue, copies)), asked[: count // 2]) for copies in COPIES}
    matcher = Matcher.load(catalogue)
    ours, peers = milliseconds(matcher, asked), asked[:OF_PEERS]
    ours_alike = milliseconds(matcher, peers)
    told = {
        "readings": count,
        "indicators": len(catalogue.indicators),
        "aliases": len(catalogue.aliases),
        "ms_a_reading": round(ours, 3),
        "times_tfidf_only": round(ours_alike / milliseconds(TfidfOnly(catalogue), peers), 2),
        "times_rapidfuzz_only": round(ours_alike / milliseconds(RapidfuzzOnly(catalogue), peers), 2),
        "readings_x2": round(ours / by_size[1], 2),
        "catalogue_growth": {f"x{copies}": round(size / by_size[1], 2) for copies, size in by_size.items()},
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
