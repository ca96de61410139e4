"""Saves and loads the ranker with skops (no pickle), byte for byte the same for the same training."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from models.card_text import card_markdown
from models.errors import FaultyModel
from models.features import FEATURES
from models.ranker import Ranker

WEIGHTS = "ranker.skops"
CARD = "ranker.card.json"
CARD_TEXT = "CARD.md"
# Types inside scikit-learn's trees that skops asks to be named.
_TRUSTED = [
    "sklearn._loss.link.Interval",
    "sklearn._loss.link.LogitLink",
    "sklearn._loss.loss.HalfBinomialLoss",
    "sklearn._loss._loss.CyHalfBinomialLoss",
    "sklearn.ensemble._hist_gradient_boosting.binning._BinMapper",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "numpy.dtype",
]


def save_ranker(ranker: Ranker, folder: Path, card: dict[str, Any]) -> None:  # Any: JSON values
    """Write weights and card side by side; the card for people too, once there are scores."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(packed(ranker))
    if "scores" in card:
        (folder / CARD_TEXT).write_text(card_markdown(card), encoding="utf-8")
    text = json.dumps({**card, "features": list(FEATURES)}, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def packed(ranker: Ranker) -> bytes:
    """The skops archive with its clock times taken out, so that equal weights are equal bytes."""
    from skops.io import dumps

    source = zipfile.ZipFile(io.BytesIO(dumps({"trees": ranker.trees, "calibration": ranker.calibration})))
    names = {
        name: f"{place}{Path(name).suffix}" for place, name in enumerate(source.namelist()) if name != "schema.json"
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "schema.json":
                content = _steady(content.decode(), names)
            target.writestr(zipfile.ZipInfo(names.get(name, name), (2020, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _steady(schema: str, names: dict[str, str]) -> bytes:
    """The schema with memory addresses and random file names replaced by counters."""
    read = json.loads(schema)
    seen: dict[int, int] = {}

    def walk(node: Any) -> Any:  # noqa: ANN401 (a JSON tree)
        if isinstance(node, dict):
            steady = {key: walk(value) for key, value in node.items()}
            if isinstance(node.get("__id__"), int):
                steady["__id__"] = seen.setdefault(node["__id__"], len(seen) + 1)
            if isinstance(node.get("file"), str):
                steady["file"] = names.get(node["file"], node["file"])
            return steady
        return [walk(one) for one in node] if isinstance(node, list) else node

    return json.dumps(walk(read), sort_keys=True).encode()


def load_ranker(content: bytes, features: list[str]) -> Ranker:
    """Weights from bytes; refuses types that a ranker does not have, and weights of other evidence."""
    from skops.io import get_untrusted_types, loads

    if features != list(FEATURES):
        raise FaultyModel(detail="it was trained on other evidence than this version gathers")
    strange = sorted(set(get_untrusted_types(data=content)) - set(_TRUSTED))
    if strange:
        raise FaultyModel(detail="it holds unexpected types: " + ", ".join(strange))
    read = loads(content, trusted=_TRUSTED)
    return Ranker(read["trees"], read["calibration"])


def read_ranker(folder: Path) -> Ranker:
    """The ranker that ``save_ranker`` wrote into this folder."""
    return _read(folder)


@cache
def packaged_ranker() -> Ranker:
    """The ranker of this release, read once."""
    return _read(packaged_weights())


def packaged_weights() -> Traversable:
    """The folder with the weights and the card of this release."""
    return resources.files("models") / "weights"


def read_card(folder: Traversable) -> dict[str, Any]:  # Any: JSON values
    """What is known of the weights in this folder: scores, settings, the evidence they were trained on."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaultyModel(detail="its card is missing") from error
    return card


def _read(folder: Traversable) -> Ranker:
    try:
        return load_ranker((folder / WEIGHTS).read_bytes(), read_card(folder)["features"])
    except FileNotFoundError as error:
        raise FaultyModel(detail="its file is missing") from error
