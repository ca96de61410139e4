"""The charts of duplicated effort, drawn here as SVG: no script runs in the browser. Each has its table on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any

from api.wording import number_in_words

if TYPE_CHECKING:
    import altair

    from store.overlap import OverlapReport

INK, QUIET, FIRST, AGAIN, AGAINST = "#1b2528", "#55646a", "#9db8be", "#0b5563", "#a32020"
"""Told apart by lightness too, not by hue alone."""
FONT = "Liberation Sans, Arial, sans-serif"
MOST_BARS = 15
LONGEST_NAME = 46
HEAT = ("#ffffff", "#e3f1f3", "#b9dde2", "#58aab6", "#0b5563")

Rows = list[dict[str, Any]]
Chart = Any
"""One of Altair's charts; what putting two together gives has no type there."""


def heat_map(counts: Mapping[frozenset[str], int], names: list[str]) -> Chart:
    """Report by report; the number stands in the cell, so colour is never alone."""
    import altair as alt

    most = max(counts.values(), default=0)
    cells: Rows = []
    for one in names:
        for other in names:
            count = counts.get(frozenset((one, other)), 0)
            if one != other or frozenset((one,)) in counts:
                cells.append({"satu": one, "lain": other, "banyak": count, "gelap": count > most * 0.6})
    base = alt.Chart(alt.InlineData(values=cells)).encode(
        x=alt.X("satu:N", sort=names, title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("lain:N", sort=names, title=None),
    )
    grounds = base.mark_rect(stroke="#ffffff").encode(
        color=alt.Color("banyak:Q", scale=alt.Scale(range=list(HEAT), domain=[0, max(most, 1)]), legend=None)
    )
    numbers = base.mark_text(fontSize=14).encode(
        text=alt.Text("banyak:Q"),
        color=alt.condition("datum.gelap", alt.value("#ffffff"), alt.value(INK)),
    )
    return (grounds + numbers).properties(width=78 * len(names), height=36 * len(names))


def rule_heat(found: OverlapReport) -> Chart | None:
    counts = {frozenset((pair.report_a, pair.report_b)): pair.indicators for pair in found.by_rule.pairs}
    return heat_map(counts, list(found.by_rule.reports)) if any(counts.values()) else None


def found_heat(found: OverlapReport) -> Chart | None:
    counts = {frozenset((pair.one, pair.other)): pair.repeated for pair in found.as_found.by_report}
    names = sorted({name for pair in counts for name in pair})
    return heat_map(counts, names) if counts else None


def indicator_sets(found: OverlapReport) -> Chart | None:
    """Like UpSet (Lex et al. 2014): bars of the sets, below them dots for the reports that are in each."""
    import altair as alt

    sets = [one for one in found.by_rule.sets if len(one.reports) > 1][:MOST_BARS]
    if not sets:
        return None
    names = list(found.by_rule.reports)
    bars: Rows = [{"set": number, "indikator": one.indicators} for number, one in enumerate(sets)]
    dots: Rows = [
        {"set": number, "laporan": name, "ikut": name in one.reports}
        for number, one in enumerate(sets)
        for name in names
    ]
    width = 44 * len(sets)
    x = alt.X("set:O", axis=None)
    top = alt.Chart(alt.InlineData(values=bars)).encode(
        x=x, y=alt.Y("indikator:Q", title="Indikator", axis=alt.Axis(grid=False))
    )
    upper = top.mark_bar(color=AGAIN, width=24) + top.mark_text(dy=-8, fontSize=13, color=INK).encode(
        text="indikator:Q"
    )
    matrix = alt.Chart(alt.InlineData(values=dots)).encode(x=x, y=alt.Y("laporan:N", sort=names, title=None))
    inside = matrix.transform_filter("datum.ikut")
    lines = inside.mark_line(color=AGAIN, strokeWidth=3).encode(detail="set:O", order="laporan:N")
    lower = (
        matrix.mark_circle(size=130, opacity=1, color="#dde5e7")
        + lines
        + inside.mark_circle(size=130, opacity=1, color=AGAIN)
    )
    return alt.vconcat(
        upper.properties(width=width, height=190), lower.properties(width=width, height=28 * len(names)), spacing=4
    )


def most_repeated(found: OverlapReport) -> Chart | None:
    """What the documents print again most often, all years and kinds of an indicator together."""
    repeats: Counter[str] = Counter()
    for one in found.as_found.repeated:
        repeats[one.name] += one.repeats
    rows: Rows = [{"nama": name, "nilai": count, "teks": str(count)} for name, count in repeats.most_common(MOST_BARS)]
    return _bars(rows, "Isian ulang") if rows else None


def opd_load(found: OverlapReport) -> Chart | None:
    """Working days of each perangkat daerah, from the low to the high time of an entry."""
    import altair as alt

    loads = [one for one in found.loads if one.what == "Perangkat daerah (aturan)"][:MOST_BARS]
    rows: Rows = [
        {
            "nama": one.name,
            "nilai": float(one.likely_days),
            "rendah": float(one.low_days),
            "tinggi": float(one.high_days),
            "teks": number_in_words(one.likely_days),
        }
        for one in loads
    ]
    if not rows:
        return None
    bars = _bars(rows, "Hari kerja per tahun", label_at="tinggi")
    names = [row["nama"] for row in rows]
    spread = alt.Chart(alt.InlineData(values=rows)).mark_rule(color=INK, strokeWidth=1.5)
    whisker = spread.encode(y=alt.Y("nama:N", sort=names, title=None), x="rendah:Q", x2="tinggi:Q")
    return bars + whisker


def trend(found: OverlapReport) -> Chart | None:
    """By year of the values: what was written first and again, and how much of it is contradicted."""
    import altair as alt

    if not any(one.entries for one in found.trend) or len(found.trend) < 2:
        return None
    rows: Rows = []
    for one in found.trend:
        rows.append(
            {"tahun": one.name, "jenis": "pertama kali", "isian": one.entries - one.repeated_entries, "urut": 0}
        )
        rows.append({"tahun": one.name, "jenis": "isian ulang", "isian": one.repeated_entries, "urut": 1})
    kinds = alt.Scale(domain=["pertama kali", "isian ulang"], range=[FIRST, AGAIN])
    return alt.layer(
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(width=34)
        .encode(
            x=alt.X("tahun:O", title="Tahun nilai", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("isian:Q", title="Isian dalam dokumen"),
            color=alt.Color("jenis:N", scale=kinds, legend=alt.Legend(title=None, orient="top")),
            order="urut:Q",
        )
    ).properties(width=64 * len(found.trend), height=220)


def _axis(*, whole: bool) -> altair.Axis:
    """Counts have no mark at 0,5; numbers as Indonesians write them."""
    import altair as alt

    if whole:
        return alt.Axis(format="d", tickMinStep=1)
    return alt.Axis(labelExpr="replace(datum.label, '.', ',')")


def _bars(rows: Rows, title: str, label_at: str = "nilai") -> Chart:
    import altair as alt

    for row in rows:
        name = row["nama"]
        row["nama"] = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    names = [row["nama"] for row in rows]
    y = alt.Y("nama:N", sort=names, title=None, axis=alt.Axis(labelLimit=340))
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    bars = base.mark_bar(color=FIRST).encode(
        x=alt.X("nilai:Q", title=title, axis=_axis(whole=all(isinstance(row["nilai"], int) for row in rows)))
    )
    texts = base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x=f"{label_at}:Q", text="teks:N")
    return (bars + texts).properties(width=420, height=25 * len(rows))


CHARTS: Mapping[str, Callable[[OverlapReport], Chart | None]] = {
    "aturan": rule_heat,
    "dokumen": found_heat,
    "himpunan": indicator_sets,
    "berulang": most_repeated,
    "beban": opd_load,
    "tren": trend,
}
"""Name in the address, and what draws it; ``None`` where there is nothing to draw."""


def as_svg(chart: Chart) -> str:
    written = StringIO()
    chart.configure(font=FONT, background="transparent").configure_axis(
        labelFontSize=13, titleFontSize=13, labelColor=INK, titleColor=QUIET, gridColor="#e3e9eb", domainColor="#9fb0b6"
    ).configure_view(stroke=None).configure_legend(labelFontSize=13).save(written, format="svg")
    return written.getvalue()
