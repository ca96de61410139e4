"""What the store teaches matching: names people confirmed, labels they brought, and the ranker trained on them.

The ranker lies in the database beside what it was learned from: workers on other machines read it, and a backup
holds it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotations.mentions import LabelledMention, gold_mentions, parse_mentions, write_mentions
from extractor.errors import WarisanError
from store.facts import AUTOMATIC, Decision
from store.tables import FactRow, IndicatorRow, ProposalRow, ReadingRow

if TYPE_CHECKING:
    from models import Retrained
    from models.ranker import Ranker
    from models.thresholds import Judged
    from store.connection import Store

FEWEST_NEW = 20
"""New names below which a retraining (minutes) cannot change a score that is measured on some hundred names."""

_CONFIRMED = (Decision.ACCEPTED.value, Decision.EDITED.value)
_CARD = "ranker_card"
_WEIGHTS = "ranker_weights"
_LABELS = "labels"


class NothingNewToLearn(WarisanError):
    """Training needs {needed} names that the model in use has not seen, there are {found}. Confirm more proposals."""

    indonesian = (
        "Pelatihan memerlukan {needed} nama yang belum dipelajari model yang dipakai, baru ada {found}. "
        "Konfirmasi lebih banyak usulan, lalu latih ulang."
    )


def confirmed_labels(store: Store) -> list[LabelledMention]:
    """Each printed name that people confirmed, with what it means. What was accepted automatically teaches nothing."""
    query = (
        select(ReadingRow.indicator, ReadingRow.unit, IndicatorRow.code, IndicatorRow.name, IndicatorRow.region)
        .join(ProposalRow, ProposalRow.reading_id == ReadingRow.id)
        .join(IndicatorRow, IndicatorRow.code == ProposalRow.code)
        .where(ProposalRow.decision.in_(_CONFIRMED), ProposalRow.decided_by != AUTOMATIC)
        .order_by(ReadingRow.id)
    )
    labels: dict[tuple[str, str], LabelledMention] = {}
    with store.session(read_only=True) as session:
        for row in session.execute(query):
            is_local = row.region is not None
            label = LabelledMention(
                mention=row.indicator,
                # An indicator of one region's own is none of the catalogue that a ranker is trained on.
                codes=() if is_local else (row.code,),
                canonical="" if is_local else row.name,
                variant="local" if is_local else "confirmed",
                unit=row.unit,
            )
            labels.setdefault((_folded(row.indicator), row.code), label)
    return list(labels.values())


def labels_of(store: Store) -> list[LabelledMention]:
    """The labels that a training learns beside the packaged ones: those brought in, and those confirmed."""
    with store.session(read_only=True) as session:
        brought = _brought(session)
    known = {_folded(label.mention) for label in brought}
    return [*brought, *(label for label in confirmed_labels(store) if _folded(label.mention) not in known)]


def keep_labels(store: Store, labels: Iterable[LabelledMention]) -> int:
    """Keeps labels for the next training; a name that was brought before is labelled anew. Gives how many there are."""
    with store.session() as session:
        together = {_folded(label.mention): label for label in (*_brought(session), *labels)}
        session.merge(FactRow(name=_LABELS, text=write_mentions(together.values())))
    return len(together)


def train(store: Store) -> Retrained:
    """Trains on the packaged labels and the store's; used from now on where the gold scores do not fall."""
    from models import retrain
    from store.catalogue_files import load_catalogue

    labels = labels_of(store)
    card = card_in_use(store)
    gold = {_folded(label.mention) for label in gold_mentions()}
    labels = [label for label in labels if _folded(label.mention) not in gold]
    fresh = _digests(labels) - set(card.get("learned", ()))
    if len(fresh) < FEWEST_NEW:
        raise NothingNewToLearn(needed=FEWEST_NEW, found=len(fresh))
    with tempfile.TemporaryDirectory(prefix="warisan-") as folder:
        in_use = Path(folder) / "in-use"
        in_use.mkdir()
        (in_use / "ranker.card.json").write_text(json.dumps(card), encoding="utf-8")
        trained = retrain(load_catalogue(), Path(folder) / "new", labels, previous=in_use)
        if trained.is_promoted:
            _keep(store, Path(folder) / "new", _digests(labels))
    return trained


def card_in_use(store: Store) -> dict[str, Any]:  # Any: JSON values
    """The card of the ranker that readings are matched with."""
    from models.saved import packaged_weights, read_card

    with store.session(read_only=True) as session:
        card = _card(session)
    return read_card(packaged_weights()) if card is None else card


def calibration(store: Store) -> list[Judged]:
    """How sure the ranker in use was of gold names it had not seen, and whether it was right."""
    from models.answer_file import judged, packaged_answers

    with store.session(read_only=True) as session:
        card = _card(session)
    if card is None:
        return judged(packaged_answers())
    return [(probability, is_right) for probability, is_right in card["judged"]]


def ranker_in_use(session: Session) -> tuple[str, Ranker | None]:
    """The digest and the weights of the ranker trained here; ("", None) where the packaged one is in use."""
    card = _card(session)
    if card is None:
        return "", None
    from models.saved import load_ranker

    digest: str = card["sha256"]
    if digest not in _loaded:
        weights = session.get_one(FactRow, _WEIGHTS)
        _loaded.clear()
        _loaded[digest] = load_ranker(base64.b64decode(weights.text), card["features"])
    return digest, _loaded[digest]


def trained_ranker(store: Store) -> Ranker | None:
    """The ranker trained here; ``None`` where the packaged one is in use."""
    with store.session(read_only=True) as session:
        return ranker_in_use(session)[1]


# Reading weights takes half a second; a worker reads many documents with the same.
_loaded: dict[str, Ranker] = {}


def _card(session: Session) -> dict[str, Any] | None:
    """The card of the ranker trained here, unless a newer Warisan gathers other evidence than it was trained on."""
    fact = session.get(FactRow, _CARD)
    if fact is None:
        return None
    from models.features import FEATURES

    card: dict[str, Any] = json.loads(fact.text)
    return card if card["features"] == list(FEATURES) else None


def _keep(store: Store, folder: Path, learned: set[str]) -> None:
    from models.answer_file import ANSWERS, judged, read_answers

    content = (folder / "ranker.skops").read_bytes()
    card = json.loads((folder / "ranker.card.json").read_text(encoding="utf-8"))
    answered = read_answers((folder / ANSWERS).read_text(encoding="utf-8").splitlines())
    card |= {"sha256": hashlib.sha256(content).hexdigest(), "learned": sorted(learned), "judged": judged(answered)}
    with store.session() as session:
        session.merge(FactRow(name=_CARD, text=json.dumps(card, ensure_ascii=False)))
        session.merge(FactRow(name=_WEIGHTS, text=base64.b64encode(content).decode()))


def _brought(session: Session) -> list[LabelledMention]:
    fact = session.get(FactRow, _LABELS)
    return [] if fact is None else parse_mentions(fact.text.splitlines())


def _digests(labels: Iterable[LabelledMention]) -> set[str]:
    """A label by its digest: the card tells what was learned without telling the names."""
    return {
        hashlib.sha256("\n".join((_folded(label.mention), *sorted(label.codes))).encode()).hexdigest()[:16]
        for label in labels
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
