"""Trains the model for columns whose header words no rule knows, and measures it on wordings it was not trained on.

usage: python -m annotations.columns.train [--folds]

Writes ``extractor/tables/_column_model.json``, about a minute; the same bytes for the same wordings and libraries.
``--folds`` writes nothing and shows the figures of the folds: no stem of a wording is on both sides of one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.columns.composing import Composed, Wording, compose, load_wordings
from extractor.tables import Context
from extractor.tables._column_features import Features, features_of, see_column
from extractor.tables._column_model import NONE, WEIGHTS
from extractor.tables.columns import columns_by_rule
from extractor.tables.headers import find_header
from extractor.tables.matrix import table_of
from extractor.tables.vocabulary import Role

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

TABLES_EACH = 6
"""Tables composed round each wording."""
SEED, FOLDS, PRECISION = 1, 5, 0.95
STRENGTH = 1.0
"""scikit-learn's C: how freely the weights may grow."""
LEAST = 0.08
"""Features whose weights are all smaller are left out of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What the model would see of one column, with its label."""

    features: Features
    label: str
    family: str


def examples_of(wordings: Sequence[Wording]) -> list[Example]:
    """``TABLES_EACH`` tables round each wording, as the reader would see its column."""
    chance = random.Random(SEED)
    found = []
    for wording in wordings:
        for _ in range(TABLES_EACH):
            features = _features(compose(wording, chance))
            if features is not None:
                found.append(Example(features=features, label=wording["label"], family=wording["family"]))
    return found


def _features(composed: Composed) -> Features | None:
    """As the reader sees the column; those before it have the kinds that it would have given them."""
    headed = find_header(table_of(composed.grid))
    if headed is None:
        return None
    columns = columns_by_rule(headed, Context(report="LKJIP", year=2024), None)
    for at, label in composed.before.items():
        columns[at] = replace(columns[at], role=Role(label))
    return features_of(see_column(headed, columns, composed.col))


def fit(chosen: Sequence[Example]) -> tuple[LogisticRegression, list[str]]:
    """Balanced multinomial logistic regression over the features that at least two wordings' tables have."""
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    for example in chosen:
        for name in example.features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count > TABLES_EACH)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400, random_state=SEED)
    model.fit(_matrix(chosen, names), [example.label for example in chosen])
    return model, names


def _matrix(chosen: Sequence[Example], names: Sequence[str]) -> object:
    from scipy.sparse import csr_matrix

    place = {name: at for at, name in enumerate(names)}
    rows, cols, amounts = [], [], []
    for row, example in enumerate(chosen):
        for name, amount in sorted(example.features.items()):
            if name in place:
                rows.append(row)
                cols.append(place[name])
                amounts.append(amount)
    return csr_matrix((amounts, (rows, cols)), shape=(len(chosen), len(names)))


Judged = tuple[str, str, float]
"""Right label, label given, its probability."""


def cross_validate(found: Sequence[Example]) -> list[Judged]:
    from sklearn.model_selection import GroupKFold

    judged: list[Judged] = []
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(found, groups=[one.family for one in found])
    for seen, unseen in folds:
        model, names = fit([found[at] for at in seen])
        held = [found[at] for at in unseen]
        for example, chances in zip(held, model.predict_proba(_matrix(held, names)), strict=True):
            best = int(chances.argmax())
            judged.append((example.label, str(model.classes_[best]), float(chances[best])))
    return judged


def threshold_for(judged: Sequence[Judged]) -> float:
    """The lowest probability from which on each kind is right in ``PRECISION`` of the cases it is given."""
    kinds = sorted({right for right, _, _ in judged if right != NONE})
    fits = (at / 100 for at in range(50, 99) if all(_precision(judged, kind, at / 100) >= PRECISION for kind in kinds))
    return next(fits, 0.99)


def _precision(judged: Sequence[Judged], kind: str, threshold: float) -> float:
    given = [right for right, label, chance in judged if label == kind and chance >= threshold]
    return sum(right == kind for right in given) / len(given) if given else 1.0


def figures(judged: Sequence[Judged], threshold: float) -> str:
    """Precision and recall of each label at the threshold, and how often "none" was taken for a kind."""
    lines = [f"threshold {threshold}, {len(judged)} tables"]
    for label in sorted({right for right, _, _ in judged}):
        of_label = [one for one in judged if one[0] == label]
        right = sum(given == label and chance >= threshold for _, given, chance in of_label)
        precision = _precision(judged, label, threshold)
        lines.append(f"{label:10} precision {precision:.3f}  recall {right / len(of_label):.3f}  (of {len(of_label)})")
    nothing = [given != NONE and chance >= threshold for right, given, chance in judged if right == NONE]
    lines.append(f"none taken for a kind: {sum(nothing)} of {len(nothing)}")
    return "\n".join(lines)


def write(model: LogisticRegression, names: Sequence[str], threshold: float) -> None:
    weights = {
        name: [round(float(one), 2) for one in model.coef_[:, at]]
        for at, name in enumerate(names)
        if abs(model.coef_[:, at]).max() >= LEAST
    }
    told = {
        "labels": [str(label) for label in model.classes_],
        "threshold": threshold,
        "bias": [round(float(one), 2) for one in model.intercept_],
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    found = examples_of(load_wordings())
    judged = cross_validate(found)
    threshold = threshold_for(judged)
    print(figures(judged, threshold))
    if not parser.parse_args().folds:
        write(*fit(found), threshold)
        print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
