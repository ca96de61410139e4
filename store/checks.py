"""Plausibility of a reading at the moment it is proposed: against the catalogue, its row and other years.

Each check says in one Indonesian sentence what it compared. A check that cannot be made is left out: it neither
passed nor failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.facts import Flag, Kind, Reading, Status
from store.arithmetic import check_rows
from store.facts import COUNT_FOR_SHARE, OTHER_UNIT, Check, Decision
from store.printing import printed
from store.tables import ProposalRow, ReadingRow, ValueRow
from store.units import PERCENT, Fit, Measure, Said, fit, in_scale_of, known_units

if TYPE_CHECKING:
    from models.facts import Catalogue, Indicator, Suggestion

# A wrong power of ten: within this share of exactly x10, x100 or x1000.
SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(1_000_000))
SLIP_TOLERANCE = Decimal("0.15")
# A year-on-year change beyond these deserves a look: in points for percentages and indices, as a factor else.
BREAK_POINTS = Decimal(25)
BREAK_FACTOR = Decimal(3)
NEAR_YEARS = 2
LEAST_PROBABILITY = 0.5

# Shares of a whole stay below 100; growth, ratios of achievement and coverage by others do not.
_BEYOND_HUNDRED = ("pertumbuhan", "laju", "kenaikan", "peningkatan", "inflasi", "rasio", "kontribusi", "realisasi")
_BEYOND_HUNDRED_KINDS = frozenset({Kind.CAPAIAN})

Series = tuple[str, Kind, str]
"""Indicator, kind, period."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of another year or another document."""

    year: int
    value: Decimal
    unit: str | None
    confirmed: bool
    measure: Measure | None = None
    """Where the document around it was at hand."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a region's indicators beside the document at hand."""

    points: Mapping[Series, Sequence[Point]] = field(default_factory=dict)

    @classmethod
    def of_region(cls, session: Session, region: str | None, codes: Iterable[str], *, without_document: int) -> History:
        """Confirmed values and open, likely proposals of other documents: two queries for a whole region."""
        wanted = set(codes)
        if region is None or not wanted:
            return cls()
        points: dict[Series, list[Point]] = {}
        confirmed = select(ValueRow.code, ValueRow.kind, ValueRow.period, ValueRow.year, ValueRow.value, ValueRow.unit)
        for code, kind, period, year, value, unit in session.execute(confirmed.where(ValueRow.region == region)):
            if code in wanted and value is not None:
                points.setdefault((code, Kind(kind), period), []).append(Point(year, value, unit, confirmed=True))
        proposed = (
            select(
                ProposalRow.code, ReadingRow.kind, ReadingRow.period, ReadingRow.year, ReadingRow.value, ReadingRow.unit
            )
            .join(ReadingRow, ReadingRow.id == ProposalRow.reading_id)
            .where(ProposalRow.region == region, ProposalRow.decision == Decision.PENDING.value)
            .where(ProposalRow.probability >= LEAST_PROBABILITY, ProposalRow.document_id != without_document)
            .where(ReadingRow.value.is_not(None), ReadingRow.year.is_not(None), ProposalRow.code.is_not(None))
        )
        for row in session.execute(proposed):
            if row.code in wanted and row.year is not None and row.value is not None:
                series = (row.code, Kind(row.kind), row.period or "")
                points.setdefault(series, []).append(Point(row.year, row.value, row.unit, confirmed=False))
        return cls(points)


def check_readings(
    readings: Sequence[Reading], suggestions: Sequence[Suggestion], catalogue: Catalogue, history: History
) -> list[list[Check]]:
    """The checks of each reading, in the order of the readings."""
    indicators = {indicator.code: indicator for indicator in catalogue.indicators}
    meant = [None if suggestion.code is None else indicators.get(suggestion.code) for suggestion in suggestions]
    measures = _measures(readings, meant)
    own = _own_points(readings, meant, measures)
    in_rows = check_rows(readings, [None if one is None else one.direction for one in meant])
    checks = []
    for reading, indicator, measure, in_row in zip(readings, meant, measures, in_rows, strict=True):
        found = [*_of_reading(reading), *in_row]
        if indicator is not None:
            series = (indicator.code, reading.kind, reading.period or "")
            others = [*history.points.get(series, ()), *own.get(series, ())]
            found += _of_indicator(reading, indicator, measure)
            found += _against_other_years(reading, others, measure, indicator)
        checks.append(found)
    return checks


def _measures(readings: Sequence[Reading], meant: Sequence[Indicator | None]) -> list[Measure | None]:
    """What each value measures, told by its table where its own cell does not say."""
    return known_units().together(
        [
            Said(
                group=None if indicator is None else (indicator.code, reading.year),
                value=reading.value,
                unit=reading.unit,
                kind=reading.kind,
                asked=None if indicator is None else indicator.unit,
            )
            for reading, indicator in zip(readings, meant, strict=True)
        ]
    )


def _of_reading(reading: Reading) -> list[Check]:
    checks = []
    today = datetime.now(UTC).year
    if reading.year is not None and reading.kind in (Kind.REALISASI, Kind.CAPAIAN) and reading.year > today:
        sentence = f"Tahun {reading.year} belum tiba; realisasinya belum mungkin ada."
        checks.append(Check(check="future_year", passed=False, sentence=sentence))
    told = (
        (Flag.CONFLICT_IN_ROW, "row_conflict", "Angka pada barisnya saling bertentangan."),
        (Flag.CONFLICT_WITH_TABLE, "table_conflict", "Tabel laporan yang sama menulis angka lain."),
        (Flag.AMBIGUOUS_SEPARATOR, "separator", f"Tanda titik atau koma pada “{reading.raw}” bisa dibaca dua cara."),
        (Flag.UNIT_CONFLICT, "unit_conflict", "Satuan pada sel berbeda dengan satuan pada kolomnya."),
        (Flag.DOUBTED, "doubted", "Model kalimat menganggap angka ini bukan nilai jenis ini."),
        (Flag.SECOND_VALUE, "second_value", f"Sel memuat lebih dari satu angka: “{reading.raw}”."),
    )
    checks += [Check(check=name, passed=False, sentence=text) for flag, name, text in told if flag in reading.flags]
    return checks


def _of_indicator(reading: Reading, indicator: Indicator, measure: Measure | None) -> list[Check]:
    if reading.value is None or reading.kind in _BEYOND_HUNDRED_KINDS:
        return []
    asked = known_units().named(indicator.unit)
    if fit(measure, asked) is Fit.DIFFERENT and measure is not None:
        return [_other_unit(reading, indicator, measure)]
    checks = []
    value = in_scale_of(reading.value, measure, asked) if fit(measure, asked) is Fit.CONVERTIBLE else reading.value
    known = measure or asked
    is_percent = known is not None and known.is_percent
    name = indicator.name.lower()
    # Where the catalogue gives bounds, they say whether more than the whole is possible.
    is_bounded = indicator.plausible_max is not None and indicator.plausible_max > 100
    if is_percent and value > 100 and not is_bounded and not any(word in name for word in _BEYOND_HUNDRED):
        sentence = f"{printed(value)} % melebihi 100 %, padahal ini bagian dari keseluruhan."
        checks.append(Check(check="percent", passed=False, sentence=sentence))
    return [*checks, *_range_check(value, indicator)]


def _other_unit(reading: Reading, indicator: Indicator, measure: Measure) -> Check:
    """One sentence is enough: bounds and other years say nothing of a value that is something else."""
    number = "" if reading.value is None else printed(reading.value)
    if measure.is_count and indicator.unit == PERCENT:
        told = f"{number} {reading.unit or ''}".strip()
        sentence = f"{told} adalah jumlah, sedangkan indikator ini dalam persen."
        return Check(check=COUNT_FOR_SHARE, passed=False, sentence=sentence)
    sentence = f"Satuan tercetak {reading.unit}, sedangkan satuan indikator ini {indicator.unit}."
    return Check(check=OTHER_UNIT, passed=False, sentence=sentence)


def _range_check(value: Decimal, indicator: Indicator) -> list[Check]:
    low, high = indicator.plausible_min, indicator.plausible_max
    if low is None and high is None:
        return []
    passed = (low is None or value >= low) and (high is None or value <= high)
    bounds = f"{'…' if low is None else printed(low)} sampai {'…' if high is None else printed(high)}"
    sentence = f"{printed(value)} {'dalam' if passed else 'di luar'} rentang wajar {bounds}."
    return [Check(check="range", passed=passed, sentence=sentence)]


def _own_points(
    readings: Sequence[Reading], meant: Sequence[Indicator | None], measures: Sequence[Measure | None]
) -> Mapping[Series, Sequence[Point]]:
    """The document's own other years: a table of five years is its own history."""
    points: dict[Series, list[Point]] = {}
    for reading, indicator, measure in zip(readings, meant, measures, strict=True):
        if indicator is not None and reading.value is not None and reading.year is not None:
            series = (indicator.code, reading.kind, reading.period or "")
            point = Point(reading.year, reading.value, reading.unit, confirmed=False, measure=measure)
            points.setdefault(series, []).append(point)
    return points


def _comparable(reading: Reading, others: Sequence[Point], measure: Measure | None, asked: str | None) -> list[Point]:
    """Points of the years around, in the reading's own unit."""
    found = []
    for point in others:
        if reading.year is None or not 0 < abs(point.year - reading.year) <= NEAR_YEARS:
            continue
        there = point.measure or known_units().measure(point.unit, value=point.value, kind=reading.kind, asked=asked)
        stands = fit(measure, there, known_units().named(asked))
        if stands is Fit.CONVERTIBLE:
            found.append(replace(point, value=in_scale_of(point.value, there, measure)))
        elif stands is not Fit.DIFFERENT:
            found.append(point)
    return found


def _against_other_years(
    reading: Reading, others: Sequence[Point], measure: Measure | None, indicator: Indicator
) -> list[Check]:
    value, year = reading.value, reading.year
    if value is None or year is None or reading.status is not Status.GIVEN or reading.kind is Kind.CAPAIAN:
        return []
    comparable = _comparable(reading, others, measure, indicator.unit)
    if not comparable:
        return []
    # A confirmed neighbour is worth more than an open one, a nearer year more than a farther.
    nearest = min(comparable, key=lambda point: (not point.confirmed, abs(point.year - year), point.year))
    slip = _slip(value, nearest.value)
    if slip is not None:
        sentence = (
            f"{printed(value)} kira-kira {slip} dari tahun {nearest.year} ({printed(nearest.value)}): salah satuan?"
        )
        return [Check(check="unit_slip", passed=False, sentence=sentence)]
    passed = not _breaks(value, nearest.value, is_percent=measure is not None and measure.is_percent)
    verdict = "sejalan dengan" if passed else "berubah tajam dari"
    sentence = f"{printed(value)} {verdict} tahun {nearest.year} ({printed(nearest.value)})."
    return [Check(check="year_on_year", passed=passed, sentence=sentence)]


def _slip(value: Decimal, other: Decimal) -> str | None:
    """``10 kali`` or ``1/10`` where one is about a power of ten times the other."""
    if value * other <= 0:
        return None
    ratio = abs(value / other)
    for factor in SLIPS:
        if abs(ratio / factor - 1) <= SLIP_TOLERANCE:
            return f"{printed(factor)} kali"
        if abs(ratio * factor - 1) <= SLIP_TOLERANCE:
            return f"1/{printed(factor)}"
    return None


def _breaks(value: Decimal, other: Decimal, *, is_percent: bool) -> bool:
    if is_percent and abs(value) <= 100 and abs(other) <= 100:
        return abs(value - other) > BREAK_POINTS
    if value == 0 or other == 0 or value * other < 0:
        # From or to nothing, or over zero (growth, balances): no factor says anything.
        return False
    ratio = abs(value / other)
    return ratio > BREAK_FACTOR or ratio < 1 / BREAK_FACTOR
