"""Which role each column of a headed table has, by rules; each decision carries its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extractor.facts import Kind
from extractor.numbers_id import looks_like_value
from extractor.tables.headers import HeadedTable, column_text
from extractor.tables.labels import is_budget_account
from extractor.tables.matrix import flowing
from extractor.tables.vocabulary import (
    BASELINE_WORDS,
    CAPAIAN_WORDS,
    END_TARGET_WORDS,
    GROUP_WORDS,
    INDICATOR_WORDS,
    MONTHS,
    NOTE_HEADERS,
    NUMBER_HEADERS,
    RATIO_WORDS,
    REALISASI_WORDS,
    TARGET_WORDS,
    UNIT_HEADERS,
    VALUE_WORDS,
    YEAR_HEADERS,
    Role,
    bare_header,
    left_reason,
)
from extractor.tables.years import CaptionYears, column_period, column_year, years_in

VALUE_ROLES = frozenset({Role.TARGET, Role.REALISASI, Role.CAPAIAN, Role.BASELINE, Role.VALUE, Role.UNDECIDED_CAPAIAN})
PLAN_REPORTS = frozenset({"RENSTRA", "RPJMD", "RKPD", "RENJA", "PK", "IKU"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document says before its tables are read."""

    report: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table and what it holds."""

    col: int
    path: tuple[str, ...]
    role: Role
    reason: str
    """Why it has this role, or why it gives no readings; Indonesian, for the debug picture."""
    year: int | None = None
    year_assumed: bool = False
    period: str | None = None
    end_target: bool = False
    """A target of the plan's last year, or a ratio against it."""
    percent_header: bool = False
    counts_people: bool = False
    """Headed "Jumlah yang harus dilayani" or "terlayani": people, whatever the unit of the row."""
    stars: int = 0
    """Stars printed on the year: 1 provisional, 2 very provisional."""
    kind_assumed: bool = False

    @property
    def header(self) -> str:
        return " › ".join(self.path)

    @property
    def kind(self) -> Kind | None:
        kinds = {
            Role.TARGET: Kind.TARGET,
            Role.REALISASI: Kind.REALISASI,
            Role.CAPAIAN: Kind.CAPAIAN,
            Role.BASELINE: Kind.BASELINE,
        }
        return kinds.get(self.role)


def assign_columns(headed: HeadedTable, context: Context, caption: CaptionYears | None) -> tuple[Column, ...]:
    """Every column with its role: header words first, then what its cells hold, then its neighbours."""
    caption_text = " ".join((*headed.table.above[-3:], *headed.titles))
    columns = [_by_header(headed, col, context, caption) for col in range(headed.table.n_cols)]
    steps: tuple[Callable[[HeadedTable, list[Column]], list[Column]], ...] = (
        _numbers_apart,
        _choose_indicator,
        _kind_in_row,
        _account_tables,
        _budget_blocks,
        _percent_of_year_beside,
        _wordy_values_left,
    )
    for step in steps:
        columns = step(headed, columns)
    columns = _part_years(columns, caption_text)
    columns = _decide_capaian(columns)
    columns = _against_plan(columns)
    columns = _decide_values(columns, context, caption_text)
    return tuple(_fill_years(columns, context, caption))


def _by_header(headed: HeadedTable, col: int, context: Context, caption: CaptionYears | None) -> Column:
    path = headed.paths[col]
    role, reason = _role_of_path(path)
    text = " ".join(path)
    stars = max((len(found.group(1)) for found in re.finditer(r"20\d\d\s*(\*{1,3})", text)), default=0)
    shorts = [bare_header(level) for level in path]
    return Column(
        col=col,
        path=path,
        role=role,
        reason=reason,
        year=column_year(path, context.year, caption),
        period=column_period(path),
        end_target=any(word in short for short in shorts for word in END_TARGET_WORDS)
        or bool(
            re.search(r"(?:terhadap|thadap|thd).*(?:renstra|rpjmd|akhir)|s\.?/?d.*(?:renstra|rpjmd)", text.lower())
        ),
        percent_header=bool(path) and ("%" in path[-1] or "persen" in path[-1].casefold()),
        stars=min(stars, 2),
        counts_people=any("dilayani" in short or "terlayani" in short for short in shorts),
    )


_TARGET_AND_MONEY = re.compile(
    r"(?:target|kinerja|fisik|capaian).{0,12}(?:dan|serta)\w{0,12}(?:pagu|anggaran|keuangan|dana)"
)
"""A level over both: "Target dan Pagu Indikatif Tahun". The level below says which of the two a column is."""


def _role_of_path(path: Sequence[str]) -> tuple[Role, str]:
    if not path:
        return Role.UNKNOWN, "kolom tanpa kepala"
    shorts = [bare_header(level) for level in path]
    if (role := _short_header(shorts[-1])) is not None:
        return role, f"kepala '{path[-1]}'"
    if any(left_reason(short) == "anggaran" and not _TARGET_AND_MONEY.search(short) for short in shorts):
        return Role.LEFT, "anggaran"
    for depth in range(len(shorts) - 1, -1, -1):
        decided = _role_of_level(shorts[depth], path[depth], is_leaf=depth == len(shorts) - 1)
        if decided is not None:
            return decided
    if any(years_in(level) for level in path) or MONTHS.match(shorts[-1]):
        return Role.VALUE, "kolom tahun"
    if any(word in shorts[-1] for word in VALUE_WORDS):
        return Role.VALUE, f"kepala '{path[-1]}'"
    if column_period(path):
        return Role.VALUE, "kolom triwulan"
    if re.fullmatch(r"\(?\d\)?", path[-1].strip()) and len(path) > 1:
        return Role.VALUE, "kolom tahun ke-"
    return Role.UNKNOWN, f"kepala '{path[-1]}' tidak dikenal"


def _role_of_level(short: str, text: str, *, is_leaf: bool) -> tuple[Role, str] | None:
    """The role that one level of a header path gives, or ``None`` where it says nothing."""
    said = f"kepala '{text}'"
    if short.startswith(("indikator", "tujuansasaranindikator", "noindikator")) and not re.search(
        r"target|realisasi", short
    ):
        return (Role.INDICATOR, said) if is_leaf else None
    if "perkiraan" in short or "ratarata" in short or "rerata" in short:
        return Role.LEFT, "perkiraan atau rata-rata"
    if any(word in short for word in ("skala", "rentang", "interval", "skor")) and "capaian" in short:
        return Role.LEFT, "skala penilaian"
    if is_leaf and short.startswith(INDICATOR_WORDS[1:6]):
        return Role.INDICATOR, said
    if is_leaf and (reason := left_reason(short)) is not None and not _is_value_level(short):
        return Role.LEFT, reason
    if (role := _kind_of_level(short, text)) is not None:
        return role, said
    if is_leaf and "indikator" in short:
        return Role.INDICATOR, said
    if is_leaf and short in {"%", "persen", "persentase", "prosentase"}:
        return Role.CAPAIAN, said
    if is_leaf and any(word in short for word in INDICATOR_WORDS) and not years_in(text):
        return Role.INDICATOR, said
    if is_leaf and any(word in short for word in GROUP_WORDS):
        return Role.GROUP, said
    return None


def _short_header(short: str) -> Role | None:
    if short in NUMBER_HEADERS:
        return Role.NUMBER
    if short in UNIT_HEADERS:
        return Role.UNIT
    if short in {"t", "r", "k"}:
        return {"t": Role.TARGET, "r": Role.REALISASI, "k": None}[short]
    if short in YEAR_HEADERS:
        return Role.YEAR_IN_ROW
    if short in NOTE_HEADERS:
        return Role.LEFT
    return None


def _is_value_level(short: str) -> bool:
    """A level that names a kind outright is a value column even if it also holds a word like "penilaian"."""
    return short.startswith(("target", "realisasi", "capaian", "pencapaian")) and not short.startswith(
        ("targetsdgs", "targetikk", "targetindikator", "targetspm")
    )


def _kind_of_level(short: str, text: str) -> Role | None:
    """Target, realisasi, capaian or baseline, if this header level says so."""
    is_ratio = any(word in short for word in RATIO_WORDS) or ("%" in text and any(w in short for w in CAPAIAN_WORDS))
    if is_ratio and "realisasicapaian" not in short and not short.startswith("target"):
        return Role.CAPAIAN
    if any(word in short for word in END_TARGET_WORDS):
        return Role.TARGET
    target = min((short.find(word) for word in TARGET_WORDS if word in short), default=-1)
    realisasi = min((short.find(word) for word in REALISASI_WORDS if word in short), default=-1)
    if target >= 0 and realisasi >= 0:
        if "targetdanrealisasi" in short or "realisasidantarget" in short:
            return None
        return Role.TARGET if target < realisasi else Role.REALISASI
    if realisasi >= 0:
        return Role.REALISASI
    if any(word in short for word in BASELINE_WORDS) or ("kondisi" in short and years_in(text)):
        return Role.BASELINE
    if target >= 0:
        return Role.TARGET
    if any(word in short for word in CAPAIAN_WORDS):
        return Role.UNDECIDED_CAPAIAN
    return None


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text.strip()]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_small_number(text: str) -> bool:
    return bool(re.fullmatch(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]?(?:\d{1,2}[.)]?)*", text.strip(), re.IGNORECASE))


def _is_wordy(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= 2


def _numbers_apart(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """One header over two columns ("Indikator Kinerja" over its number and its name): the numbers are split off."""
    result = []
    for column in columns:
        texts = column_text(headed, column.col)
        wordless = _share(texts, _is_small_number) >= 0.7
        if column.role in {Role.INDICATOR, Role.GROUP, Role.UNKNOWN} and wordless:
            column = replace(column, role=Role.NUMBER, reason="hanya nomor urut")
        result.append(column)
    return result


def _strength(column: Column) -> int:
    """Rank of an indicator header: "Indikator" before "Uraian" before "Komponen"."""
    short = "".join(bare_header(level) for level in column.path)
    return next((rank for rank, word in enumerate(INDICATOR_WORDS) if word in short), len(INDICATOR_WORDS))


def _choose_indicator(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Exactly one column names the indicator; the others of its kind are context."""

    def words(column: Column) -> float:
        return _share(column_text(headed, column.col), _is_wordy)

    named = [column for column in columns if column.role is Role.INDICATOR]
    if not named:
        named = [column for column in columns if column.role is Role.GROUP and words(column) >= 0.3][-1:]
    if not named:
        first_value = next((column.col for column in columns if column.role in VALUE_ROLES), len(columns))
        named = [
            column
            for column in columns
            if column.role is Role.UNKNOWN and column.col < first_value and words(column) > 0
        ][-1:]
    if not named:
        return columns
    best = min(named, key=lambda column: (_strength(column), -words(column), column.col))
    return [
        replace(column, role=Role.INDICATOR if column.col == best.col else Role.GROUP)
        if column.role is Role.INDICATOR or column.col == best.col
        else column
        for column in columns
    ]


_KIND_WORD = re.compile(r"^(?:target|realisasi|capaian|baseline)\W*$", re.IGNORECASE)


def _kind_in_row(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    return [
        replace(column, role=Role.KIND_IN_ROW, reason="jenis nilai tertulis di tiap baris")
        if column.role in {Role.LEFT, Role.UNKNOWN, Role.GROUP}
        and _share(column_text(headed, column.col), lambda text: bool(_KIND_WORD.match(text.strip()))) >= 0.6
        else column
        for column in columns
    ]


def _account_tables(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Where the rows are budget accounts (Pendapatan, Belanja), the budget is their target, and the rest their own."""
    indicator = next((column for column in columns if column.role is Role.INDICATOR), None)
    if indicator is None or _share(column_text(headed, indicator.col), is_budget_account) < 0.6:
        return columns
    result = []
    for column in columns:
        if column.role is Role.LEFT and column.reason == "anggaran":
            leaf = bare_header(column.path[-1])
            role = Role.REALISASI if "realisasi" in leaf else Role.CAPAIAN if "%" in leaf else Role.TARGET
            column = replace(column, role=role, reason="akun anggaran")
        result.append(column)
    return result


def _budget_blocks(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """Columns after "Anggaran (Rp)" that repeat Realisasi and % are money too."""
    result: list[Column] = []
    seen: set[tuple[Role, int | None]] = set()
    in_budget = False
    for column in columns:
        if column.role is Role.LEFT and column.reason == "anggaran":
            in_budget = True
        elif in_budget and column.role in VALUE_ROLES:
            money = "rp" in bare_header(column.path[-1])[-4:] or "(rp" in column.path[-1].casefold()
            repeated = (column.role, column.year) in seen
            if money or repeated or bare_header(column.path[-1]) in {"%", "persen", "persentase"}:
                column = replace(column, role=Role.LEFT, reason="anggaran")
            else:
                in_budget = False
        if column.role in VALUE_ROLES:
            seen.add((column.role, column.year))
        result.append(column)
    return result


def _wordy_values_left(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """A value column whose cells are sentences holds remarks ("Capaian" as an explanation)."""
    return [
        replace(column, role=Role.LEFT, reason="berisi uraian, bukan nilai")
        if column.role in VALUE_ROLES
        and _share(column_text(headed, column.col), lambda text: _is_wordy(text) and not looks_like_value(text)) > 0.6
        else column
        for column in columns
    ]


def _is_bare_percent(column: Column) -> bool:
    return bool(column.path) and bare_header(column.path[-1]) in {"%", "persen", "persentase", "prosentase"}


def _percent_of_year_beside(headed: HeadedTable, columns: list[Column]) -> list[Column]:
    """ "2023 (Rp) | % | 2024 (Rp) | %": each bare % belongs to the year on its left."""
    result: list[Column] = []
    for column in columns:
        beside = result[-1] if result else None
        if _is_bare_percent(column) and column.year is None and beside is not None and beside.role is Role.VALUE:
            column = replace(column, year=beside.year)
        result.append(column)
    return result


def _part_years(columns: list[Column], caption: str) -> list[Column]:
    """Quarters give readings of their own only where the table has no value of the whole year."""
    if not any(column.period and column.role in VALUE_ROLES for column in columns):
        return columns
    annual = any(column.role is Role.REALISASI and not column.period for column in columns)
    cumulative = bool(re.search(r"s\.?\s?/?\s?d\.?\b|sampai dengan|kumulatif", caption, re.IGNORECASE))
    annual_target = any(column.role is Role.TARGET and not column.period for column in columns)
    result = []
    for column in columns:
        if column.period and column.role in VALUE_ROLES:
            last = column.period in {"TW4", "S2"}
            if annual or (annual_target and column.role is Role.TARGET):
                column = replace(column, role=Role.LEFT, reason="nilai sebagian tahun")
            elif cumulative and annual_target and last:
                column = replace(column, period=None, reason=column.reason + "; triwulan terakhir kumulatif")
            elif cumulative and annual_target:
                column = replace(column, role=Role.LEFT, reason="nilai sebagian tahun")
        result.append(column)
    return result


def _decide_capaian(columns: list[Column]) -> list[Column]:
    """ "Capaian" is the ratio where target and realisasi stand beside it, else the value itself."""
    has_realisasi = any(column.role is Role.REALISASI for column in columns)
    served = any("dilayani" in bare_header(column.path[-1]) for column in columns if column.path)
    weight_only = any(column.reason == "bobot" for column in columns) and not any(
        column.role is Role.TARGET for column in columns
    )
    result = []
    for column in columns:
        if column.role is Role.UNDECIDED_CAPAIAN and has_realisasi:
            column = replace(column, role=Role.CAPAIAN, reason=column.reason + "; di samping realisasi")
        elif column.role is Role.CAPAIAN and served:
            column = replace(column, role=Role.REALISASI, reason="persentase terlayani adalah nilai SPM")
        elif column.role is Role.CAPAIAN and weight_only:
            column = replace(column, role=Role.LEFT, reason="nilai terhadap bobot, bukan terhadap target")
        elif (
            column.role is Role.CAPAIAN
            and not has_realisasi
            and not (_is_bare_percent(column) and column.year)
            and not any(other.role in {Role.TARGET, Role.REALISASI} for other in columns)
        ):
            column = replace(column, role=Role.UNDECIDED_CAPAIAN)
        result.append(column)
    return result


def _only_later_target(columns: Sequence[Column]) -> int | None:
    """The year of the only target, where it lies after every realised year: the ratio is against the plan's end."""
    targets = {column.year for column in columns if column.role is Role.TARGET}
    reached = {column.year for column in columns if column.role is Role.REALISASI}
    if len(targets) != 1 or not reached or None in targets or None in reached:
        return None
    target = max(year for year in targets if year is not None)
    return target if target > max(year for year in reached if year is not None) else None


_PLAN = re.compile(r"rpjmd|renstra")


def _against_plan(columns: list[Column]) -> list[Column]:
    """ "Tingkat Capaian RPJMD" beside "Target RPJMD 2026" is measured against 2026, not against its own year."""
    ends: dict[str, int] = {}
    for column in columns:
        found = _PLAN.search(bare_header(column.header))
        if column.role is Role.TARGET and found and column.year:
            ends[found.group()] = max(column.year, ends.get(found.group(), 0))
    later = _only_later_target(columns)
    result = []
    for column in columns:
        found = _PLAN.search(bare_header(column.path[-1])) if column.path else None
        if column.role is Role.CAPAIAN and found and found.group() in ends:
            column = replace(column, year=ends[found.group()], end_target=True)
        elif column.role is Role.CAPAIAN and column.year is None and later is not None:
            column = replace(column, year=later, end_target=True)
        result.append(column)
    return result


_PLANNED = re.compile(r"\b(?:target|rencana)\b", re.IGNORECASE)


def _decide_values(columns: list[Column], context: Context, caption: str) -> list[Column]:
    """A year over numbers: planned where caption, report or the future say so, else reached."""
    words = bare_header(caption)
    planned = bool(_PLANNED.search(caption)) and "realisasi" not in words and "capaian" not in words
    result = []
    for column in columns:
        if column.role is Role.VALUE:
            future = context.year is not None and column.year is not None and column.year > context.year
            plan = context.report in PLAN_REPORTS and (column.year or 0) >= (context.year or 9999)
            role = Role.TARGET if planned or future or plan else Role.REALISASI
            column = replace(column, role=role, kind_assumed=not planned)
        result.append(column)
    return result


def _fill_years(columns: list[Column], context: Context, caption: CaptionYears | None) -> list[Column]:
    """Columns without a year take it from the caption, their neighbours or the report, in this order."""
    dated = [column.year for column in columns if column.year is not None and column.role in VALUE_ROLES]
    reached = [
        column.year
        for column in columns
        if column.year is not None and column.role in {Role.REALISASI, Role.UNDECIDED_CAPAIAN}
    ]
    result = []
    for column in columns:
        if column.role in VALUE_ROLES and column.year is None:
            year, assumed = _year_for(column, context, caption, dated, reached)
            column = replace(column, year=year, year_assumed=assumed)
        result.append(column)
    return result


def _year_for(
    column: Column, context: Context, caption: CaptionYears | None, dated: list[int], reached: list[int]
) -> tuple[int | None, bool]:
    if column.role is Role.BASELINE and dated:
        return min(dated) - 1, True
    if column.end_target and dated:
        return max(dated), column.role is not Role.CAPAIAN
    if reached:
        return max(reached), False
    if len(set(dated)) == 1:
        return dated[0], False
    if caption is not None and len(caption.years) == 1:
        return caption.years[0], False
    if caption is not None and context.year in caption.years:
        return context.year, False
    if caption is not None and not caption.is_range:
        return max(caption.years), True
    return context.year, True


def describe(column: Column) -> str:
    """One line for the debug picture."""
    return f"{flowing(column.header) or '(tanpa kepala)'} → {column.role.value} {column.year or ''} ({column.reason})"
