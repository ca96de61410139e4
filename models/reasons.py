"""A ranked row becomes a suggestion that says why, in one readable line of Indonesian."""

from __future__ import annotations

from collections.abc import Sequence

from models.assignment import Ranked
from models.cautions import all_cautions
from models.facts import Candidate, Mention, Outcome, Suggestion
from models.features import is_money
from models.index import NameIndex
from models.settings import settings
from models.units import UnitBook

_AT_MOST_ALTERNATIVES = 5
_WAYS = {
    "confirmed": "sebutan ini sudah dikonfirmasi daerah",
    "exact": "nama sama dengan katalog",
    "abbreviation": "singkatan dikenal",
}


def suggest(
    mention: Mention, ranked: Sequence[Ranked], index: NameIndex, units: UnitBook, *, is_indicator: bool
) -> Suggestion:
    """The best candidate if it is sure enough, else that the name is local or no indicator."""
    candidates = [_candidate(mention, one, index, units) for one in ranked[: _AT_MOST_ALTERNATIVES + 1]]
    if candidates and candidates[0].probability >= settings().match_from:
        best, *others = candidates
        return Suggestion(
            outcome=Outcome.MATCH,
            code=best.code,
            probability=best.probability,
            reasons=best.reasons,
            alternatives=tuple(others[:_AT_MOST_ALTERNATIVES]),
        )
    return Suggestion(
        outcome=Outcome.LOCAL if is_indicator else Outcome.NONE,
        code=None,
        probability=1.0 - (candidates[0].probability if candidates else 0.0),
        reasons=_no_match_reasons(candidates, is_indicator=is_indicator),
        alternatives=tuple(candidates[:_AT_MOST_ALTERNATIVES]),
    )


def _no_match_reasons(candidates: Sequence[Candidate], *, is_indicator: bool) -> tuple[str, ...]:
    kind = "terbaca sebagai indikator daerah" if is_indicator else "tidak terbaca sebagai indikator"
    if not candidates:
        return (kind, "tidak ada nama yang mirip di katalog")
    nearest = candidates[0]
    doubt = next((reason for reason in nearest.reasons if reason.startswith("ragu")), None)
    return tuple(filter(None, (kind, f"terdekat {nearest.code} ({_number(nearest.probability)})", doubt)))


def _candidate(mention: Mention, one: Ranked, index: NameIndex, units: UnitBook) -> Candidate:
    near = one.evidence.near
    return Candidate(
        code=index.indicators[near.indicator].code,
        probability=round(one.probability, 4),
        reasons=tuple(_reasons(mention, one, index, units)),
    )


def _reasons(mention: Mention, one: Ranked, index: NameIndex, units: UnitBook) -> list[str]:
    near = one.evidence.near
    indicator = index.indicators[near.indicator]
    reasons = [_WAYS.get(near.how, f"nama {_number(_likeness(one))}")]
    fit = "unknown" if mention.kind == "capaian" else units.fit(mention.unit, indicator.unit)
    if fit == "same":
        reasons.append("satuan sama")
    elif fit == "alike":
        reasons.append("satuan sejenis")
    if mention.report and mention.report in index.asked[near.indicator]:
        reasons.append(f"diminta {mention.report}")
    if one.note:
        reasons.append(one.note)
    if fit == "other":
        reasons.append(f"ragu: satuan {mention.unit}, di katalog {indicator.unit}")
    reasons.extend(f"ragu: {doubt.told()}" for doubt in one.evidence.doubts)
    if near.how != "confirmed":
        is_supported = fit == "same" or mention.report in index.asked[near.indicator]
        told = all_cautions(one.evidence.cautions, indicator, is_supported=is_supported)
        reasons.extend(f"ragu: {caution}" for caution in told)
    if not one.evidence.doubts and near.how == "letters" and one.evidence.only_in_source:
        words = "/".join(one.evidence.only_in_source[:2])
        reasons.append(f"ragu: '{words}' hanya di sumber")
    if (
        is_money(indicator.unit)
        and indicator.code.startswith("keu.")
        and mention.unit is None
        and mention.value is None
    ):
        reasons.append("ragu: tanpa nilai rupiah terbaca sebagai judul")
    return reasons


def _likeness(one: Ranked) -> float:
    from models.features import NAME_FEATURES

    values = dict(zip(NAME_FEATURES, one.evidence.values, strict=True))
    return max(values["cosine"], values["letters"], values["shared"])


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
