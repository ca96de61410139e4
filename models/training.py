"""Trains the ranker: questions, evidence, trees, calibration. The same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotations.mentions import LabelledMention, counter_examples, gold_mentions
from models.candidates import find_candidates
from models.errors import TooLittleToLearn
from models.evaluation import Answered, answers
from models.examples import Example, catalogue_examples, labelled_examples
from models.facts import Catalogue
from models.features import FEATURES, Around, NameEvidence, name_evidence, place_evidence
from models.index import NameIndex, build_index
from models.matcher import Matcher
from models.qualifiers import qualities
from models.ranker import Ranker, beside_rival, bounded, one_thread, rivals, score
from models.units import make_unit_book

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression

FEWEST_NAMES = 200
"""Labelled names (gold and decisions) below which a ranker would learn the catalogue by heart and nothing of print."""
FOLDS = 3
FOLDS_OF_GOLD = 5
PROCESSES = min(2, os.cpu_count() or 1)
"""Trees that grow side by side; each takes 100 MB."""
# Real prints are few beside the thousands of questions made from the catalogue, and tell more.
GOLD_WEIGHT = 8.0
# Questions made from the catalogue are harder than print: probabilities are to hold for what reports print.
GOLD_WEIGHT_IN_CALIBRATION = 5.0
_TOWARDS = {
    # Evidence that can only speak for a candidate (1), or only against it (-1).
    **dict.fromkeys(
        ["confirmed", "exact", "abbreviation", "cosine", "shared", "source_covered", "catalogue_covered", "letters"], 1
    ),
    **dict.fromkeys(["sorted_words", "shared_stems", "head_same", "number_agrees", "aside_agrees", "unit_same"], 1),
    **dict.fromkeys(["value_possible", "report_asks", "around_agrees", "neighbours"], 1),
    **dict.fromkeys(["heaviest_only_in_source", "only_in_source", "head_other", "doubts_source", "doubts_both"], -1),
    **dict.fromkeys(["doubts_catalogue", "part_of_government", "aside_contradicts", "is_output", "is_heading"], -1),
    **dict.fromkeys(["behind_best_cosine", "behind_best_shared", "behind_best_letters", "unit_other"], -1),
    **dict.fromkeys(["strange_short_form", "strange_aside", "strange_threshold"], -1),
    **dict.fromkeys(["begins_alone", "covers_alone"], 1),
    **dict.fromkeys(["value_impossible", "money_without_money", "report_does_not_ask", "short_unsupported"], -1),
}


def cross_validate(
    catalogue: Catalogue,
    gold: Sequence[LabelledMention],
    others: Sequence[LabelledMention] = (),
    folds: int = FOLDS_OF_GOLD,
) -> list[Answered]:
    """Every gold name answered by a ranker that saw no variant of it, and no name of its indicator.

    ``others`` are learned from (with the same care) but not asked.
    """
    index = build_index(catalogue)
    asked = ask_all(catalogue, index, [*gold, *others])
    parts = [[place for place, line in enumerate(gold) if group_of(line, folds) == fold] for fold in range(folds)]
    learned = [_unknowing(asked, [gold[place] for place in places], index) for places in parts]
    answered: dict[int, Answered] = {}
    for places, ranker in zip(parts, fit_all(learned, index), strict=True):
        matcher = Matcher(index, make_unit_book(catalogue.units), ranker)
        answered.update(zip(places, answers([gold[place] for place in places], matcher), strict=True))
    return [answered[place] for place in range(len(gold))]


def _unknowing(asked: Sequence[Asked], tested: Sequence[LabelledMention], index: NameIndex) -> list[Asked]:
    """The questions that tell nothing of the tested names: no variant of them, no name of their indicators."""
    about = frozenset().union(*(one.about for one in labelled_examples(tested, index)))
    names = frozenset(line.canonical if line.codes else line.mention for line in tested)
    return [one for one in asked if not one.example.about & about and one.example.canonical not in names]


def group_of(line: LabelledMention, folds: int) -> int:
    """The fold of a gold name: all variants of a canonical name lie in one, names that mean nothing are their own."""
    name = line.canonical if line.codes and line.canonical else line.mention
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % folds


@dataclass(frozen=True, slots=True)
class Asked:
    """An example with the evidence of its candidates."""

    example: Example
    evidence: tuple[NameEvidence, ...]
    rows: tuple[tuple[float, ...], ...]

    def labels(self) -> list[float]:
        return [float(found.near.indicator in self.example.right) for found in self.evidence]


def train(catalogue: Catalogue, labelled: Sequence[LabelledMention] | None = None) -> Ranker:
    """A ranker from the catalogue's names, the counter-examples and ``labelled`` (the packaged gold by default).

    Labelled names come from people: gold, and decisions on proposals. Unconfirmed suggestions never belong here.
    """
    gold = gold_mentions() if labelled is None else list(labelled)
    if len(gold) < FEWEST_NAMES:
        raise TooLittleToLearn(needed=FEWEST_NAMES, found=len(gold))
    index = build_index(catalogue)
    return fit(ask_all(catalogue, index, gold), index)


def ask_all(catalogue: Catalogue, index: NameIndex, gold: Sequence[LabelledMention]) -> list[Asked]:
    """Every question of the training set, with its evidence."""
    examples = catalogue_examples(catalogue, index)
    examples += labelled_examples(counter_examples(), index, weight=2.0, prints=1)
    examples += labelled_examples(gold, index, weight=GOLD_WEIGHT)
    return ask(examples, catalogue, index)


def ask(examples: Sequence[Example], catalogue: Catalogue, index: NameIndex) -> list[Asked]:
    """Put the questions to the index and gather the evidence."""
    units = make_unit_book(catalogue.units)
    names = [index.speller.name(example.mention.name) for example in examples]
    found = find_candidates(names, index, [None] * len(names), [example.hidden for example in examples])
    asked = []
    for example, name, candidates in zip(examples, names, found, strict=True):
        evidence = name_evidence(name, qualities(name), candidates, index)
        around = Around(name=name, words=frozenset(), families={})
        rows = tuple(one.values + place_evidence(example.mention, one.near, around, index, units) for one in evidence)
        asked.append(Asked(example, tuple(evidence), rows))
    return asked


def fit(asked: Sequence[Asked], index: NameIndex) -> Ranker:
    """Trees on all questions; the calibration on scores of trees that did not know the question's indicator."""
    return fit_all([asked], index, processes=1)[0]


def fit_all(sets: Sequence[Sequence[Asked]], index: NameIndex, processes: int = PROCESSES) -> list[Ranker]:
    """A ranker for each set of questions. All trees are independent, so they grow side by side."""
    from joblib import Parallel, delayed

    learned = ([one for one in asked if _fold(one.example) != fold] for asked in sets for fold in range(FOLDS + 1))
    # Fold number FOLDS holds nothing: those trees know all questions of their set.
    tables = (table_of(part) for part in learned)
    grown = Parallel(n_jobs=processes, max_nbytes=None)(delayed(grow)(*table) for table in tables)
    rankers = []
    for place, asked in enumerate(sets):
        *unknowing, trees = grown[place * (FOLDS + 1) : (place + 1) * (FOLDS + 1)]
        held_out: list[tuple[Asked, list[float]]] = []
        for fold, half in enumerate(unknowing):
            held_out.extend(_scored(half, [one for one in asked if _fold(one.example) == fold]))
        rankers.append(Ranker(trees, _calibration(held_out, index)))
    return rankers


def _fold(example: Example) -> int:
    """All questions about an indicator (and its twins) lie in one fold."""
    return min(example.about) % FOLDS if example.about else sum(example.canonical.encode()) % FOLDS


Table = tuple["NDArray[np.float64]", "NDArray[np.float64]", "NDArray[np.float64]"]
"""Rows of evidence, their labels, their weights."""


def table_of(asked: Sequence[Asked]) -> Table:
    rows = np.asarray([row for one in asked for row in one.rows])
    labels = np.asarray([label for one in asked for label in one.labels()])
    return rows, labels, np.asarray([one.example.weight for one in asked for _ in one.rows])


def grow(
    rows: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> HistGradientBoostingClassifier:
    """Trees that judge rows of evidence; on one thread, so the sums are the same each time."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trees = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.1,
        max_leaf_nodes=10,
        min_samples_leaf=40,
        l2_regularization=5.0,
        monotonic_cst=[_TOWARDS.get(name, 0) for name in FEATURES],
        early_stopping=False,
        random_state=0,
    )
    with one_thread():
        return trees.fit(rows, labels, sample_weight=weights)


def _scored(trees: HistGradientBoostingClassifier, asked: Sequence[Asked]) -> list[tuple[Asked, list[float]]]:
    rows = [row for one in asked for row in one.rows]
    scores = iter(score(trees, rows))
    return [(one, [float(next(scores)) for _ in one.rows]) for one in asked]


def _calibration(held_out: Sequence[tuple[Asked, list[float]]], index: NameIndex) -> LogisticRegression:
    """Logistic regression on the best candidate of each question and its nearest rival."""
    from sklearn.linear_model import LogisticRegression

    pairs, right, weights = [], [], []
    for one, scores in held_out:
        if not scores:
            continue
        own = [bounded(*each) for each in zip(one.evidence, scores, one.rows, strict=True)]
        best = int(np.argmax(own))
        pairs.append(rivals(one.evidence, own, index)[best])
        right.append(one.evidence[best].near.indicator in one.example.right)
        is_gold = one.example.weight == GOLD_WEIGHT
        weights.append(one.example.weight * (GOLD_WEIGHT_IN_CALIBRATION if is_gold else 1.0))
    return LogisticRegression(C=10.0).fit(beside_rival(pairs), right, sample_weight=weights)
