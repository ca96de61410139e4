"""Ties each value of a sentence to its indicator, kind and year.

The sentence is walked from value to value. The words before a value (its gap) either name an indicator, or carry the
last one on, or say that the value is of something else; then it is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor._number_text import NumberInText, find_numbers
from extractor._number_words import GRADE, LETTER, OPINIONS, normal_grade
from extractor.facts import Flag, Kind
from extractor.narrative._gaps import GROWTH, Gap, is_indicator, read_gap, strip_connectors
from extractor.narrative._masks import mask
from extractor.narrative._words import AFTER_VALUE, COUNTED_THINGS, MONEY_NAMES, SENTENCE_LEFT
from extractor.periods import YearMention, find_period, find_year_mentions


@dataclass(slots=True, kw_only=True)
class Draft:
    """A value of a sentence on its way to a reading."""

    number: NumberInText
    name: str | None
    kind: Kind | None
    gap: Gap
    grade: str | None = None
    year: int | None = None
    steps: int | None = None
    """Years after the report's own, where the year is told relative to it."""
    period: str | None = None
    flags: list[Flag] = field(default_factory=list)
    is_grade_only: bool = False
    dropped: bool = False


_TOLD_TARGET = re.compile(r"\b(?:target|ditarget|direncanakan|rencana)", re.IGNORECASE)
_TOLD_RESULT = re.compile(
    r"\b(?:realisasi|terealisasi|direalisasi|tercapai|mencapai|capaian|terserap|dari target)", re.IGNORECASE
)


_ANNOUNCED = re.compile(r"(?:adapun\s+)?(?:capaian|realisasi|target)\s+(?-i:[A-Z])", re.IGNORECASE)


def link(text: str) -> list[Draft]:
    """The values of one sentence that are of an indicator."""
    masked = mask(text)
    if SENTENCE_LEFT.search(masked):
        return []
    years = find_year_mentions(masked)
    values = _values(masked, years)
    if not values:
        return []
    told = bool(_TOLD_TARGET.search(masked) and _TOLD_RESULT.search(masked)) or bool(_ANNOUNCED.match(masked))
    drafts = _walk(masked, values, years, told_target=told)
    _name_ahead(drafts, masked)
    _distribute_names(drafts)
    drafts = [draft for draft in drafts if draft.name and not draft.dropped]
    _give_kinds(drafts, masked)
    _give_years(drafts, masked, years)
    return [draft for draft in drafts if not draft.dropped]


_OPINION = re.compile(
    rf"\b(?:{'|'.join(sorted((re.escape(word) for word in OPINIONS), key=len, reverse=True))})\b(?:\s*\((?:WTP|WDP|TMP)\))?",
    re.IGNORECASE,
)
_GRADE_SAID = re.compile(
    rf"\b(?:predikat|kategori|peringkat|dari|menjadi|adalah|nilai|dengan|tetap)\s+(?P<grade>{LETTER})(?![\w+/-]|\s*\d|\s+(?:ke|atau lebih|minimal))|"
    rf"\b(?:predikat|kategori)\s+(?P<word>{GRADE})"
)


def _values(masked: str, years: list[YearMention]) -> list[NumberInText]:
    """Numbers that are no years, and grades that stand without a number, in order."""
    spans = [(year.start, year.end) for year in years]
    numbers = [
        number
        for number in find_numbers(masked)
        if not any(number.start < end and start < number.end for start, end in spans)
    ]
    grades = [_as_value(match.start(), match.end(), match.group()) for match in _OPINION.finditer(masked)]
    for match in _GRADE_SAID.finditer(masked):
        group = "grade" if match["grade"] else "word"
        grades.append(_as_value(match.start(group), match.end(group), match.group(group)))
    alone = [grade for grade in grades if not any(_beside(number, grade, masked) for number in numbers)]
    unique: list[NumberInText] = []
    for grade in sorted(alone, key=lambda item: item.start):
        if not unique or (grade.start >= unique[-1].end and not _beside(unique[-1], grade, masked)):
            unique.append(grade)
    return sorted([*numbers, *unique], key=lambda item: item.start)


def _as_value(start: int, end: int, raw: str) -> NumberInText:
    return NumberInText(start=start, end=end, raw=raw, value=Decimal(0), unit="predikat")


_GRADE_LINK = re.compile(
    r"\s*[,(]*\s*(?:(?:atau|dengan|dan|masuk|dalam|pada|kategori|predikat|mutu|kriteria|opini|nilai|skor|sebesar|berada|poin|"
    r"memperoleh|yaitu)\s*)*\(?",
    re.IGNORECASE,
)


def _beside(number: NumberInText, grade: NumberInText, text: str) -> bool:
    """Whether a grade only says the number beside it in a letter: ``71,25 dengan predikat BB``."""
    between = text[number.end : grade.start] if number.end <= grade.start else text[grade.end : number.start]
    return len(between) < 40 and bool(_GRADE_LINK.fullmatch(between)) and not number.is_percent


def _walk(masked: str, values: list[NumberInText], years: list[YearMention], *, told_target: bool) -> list[Draft]:
    drafts: list[Draft] = []
    current: str | None = None
    carried = False
    end = 0
    region: str | None = None
    foreign = False
    for index, number in enumerate(values):
        raw_gap = masked[_grade_end(masked, end) : number.start]
        gap = read_gap(
            _without_years(raw_gap, number.start - len(raw_gap), years), first=index == 0, told_target=told_target
        )
        region = region or _region_in(raw_gap)
        foreign = _is_foreign(raw_gap, region, first=index == 0) or (foreign and gap.name is None)
        if gap.name:
            current = gap.name
        elif gap.unexplained:
            current = None
        draft = Draft(number=number, name=current, kind=gap.kind, gap=gap, is_grade_only=number.unit == "predikat")
        if number.money and current and not MONEY_NAMES.search(current):
            current = None  # a budget: the percents after it are of the money
        draft.dropped = foreign or (gap.unexplained and not gap.name) or _is_no_value(draft, masked)
        if draft.is_grade_only:
            draft.grade = normal_grade(number.raw.split(" (")[0])
            draft.dropped = foreign or not _may_be_grade(draft, masked)
            if not draft.dropped:
                current = draft.name
        else:
            draft.grade = _grade_after(masked, number.end)
        if drafts and _is_denominator(drafts[-1], draft):
            draft.dropped = True
        if gap.is_change:
            _read_change(draft)
        drafts.append(draft)
        end = number.end
        carried = carried or bool(gap.name)
    return drafts


_FROM = re.compile(r"\bdari\s*(?:total|jumlah|perkiraan|keseluruhan|seluruh|sebanyak)?\s*\Z", re.IGNORECASE)


def _is_denominator(before: Draft, draft: Draft) -> bool:
    """``23 kasus kematian ibu dari 7.357 kelahiran hidup``: of how many, not how many."""
    counts = all(
        item.number.is_whole and not item.number.is_percent and not item.number.money for item in (before, draft)
    )
    told = draft.gap.kind is Kind.TARGET or before.gap.is_change or draft.gap.is_change
    return counts and not told and bool(_FROM.search(draft.gap.text)) and not _CHANGES.search(draft.gap.text)


_CHANGES = re.compile(r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|dibanding\w*|lebih)\b", re.IGNORECASE)


def _grade_end(masked: str, end: int) -> int:
    """Where the grade that belongs to the value before ends: ``81 (Predikat A), sedangkan ...``."""
    match = _AFTER_GRADE.match(masked, end)
    if match is None:
        return end
    closing = re.compile(r"\s*(?:\([^)\d]*\))?\s*\)?").match(masked, match.end())
    return closing.end() if closing else match.end()


def _without_years(gap: str, offset: int, years: list[YearMention]) -> str:
    for year in years:
        low, high = max(0, year.start - offset), min(len(gap), year.end - offset)
        if low < high:
            gap = gap[:low] + " " * (high - low) + gap[high:]
    return gap


_FOREIGN = re.compile(
    r"\b(?:nasional|indonesia|se-?\s?(?:indonesia|jawa|provinsi|kabupaten)|asean|dunia|(?:rata-rata|angka|capaian|target|rerata)\s+"
    r"(?:provinsi|kabupaten/kota|pusat)|kecamatan\s+(?-i:[A-Z])\w+|kelurahan\s+(?-i:[A-Z])\w+|desa\s+(?-i:[A-Z])\w+)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:di\s?atas|di\s?bawah|dibanding(?:kan)?|daripada|lebih\s+\w+\s+dari|sedangkan|sementara|dan|terhadap|mengungguli|melampaui|dari|namun)\b"
    r"[^,;]*\b(?P<region>provinsi|prov\.|kabupaten|kota|kab\.)(?=\s+[A-Z]|\s+(?:sebesar|yang|mencapai|\())",
)
_PROVINCE = re.compile(
    r"\b(?:provinsi|prov\.?)\s+[A-Z]\w+|\b(?:Jawa (?:Barat|Tengah|Timur)|DKI Jakarta|DI Yogyakarta|DIY|Banten|Bali|Aceh|Riau|Jambi|"
    r"Bengkulu|Lampung|(?:Sumatera|Sulawesi|Kalimantan|Papua|Maluku|Nusa Tenggara)(?: \w+)?|Gorontalo)\b"
)
_OWN_REGION = re.compile(r"\b(?:Kabupaten|Kota|Provinsi|Kab\.|Prov\.)\s+[A-Z]\w+(?:\s[A-Z]\w+)?")
_SUBJECT = re.compile(r"\b(?:memperoleh|meraih|mendapat|mendapatkan)\b")


def _region_in(gap: str) -> str | None:
    match = _OWN_REGION.search(gap)
    return match.group() if match else None


def _is_foreign(gap: str, region: str | None, *, first: bool) -> bool:
    """Whether the words before a value tell of another region, the province or the nation."""
    if _FOREIGN.search(gap):
        return True
    other = _OWN_REGION.search(gap)
    if not first and other and other.group() != region:
        return True
    if _PROVINCE.search(gap) and not _SUBJECT.search(gap):
        return True
    return not first and bool(_COMPARES.search(gap))


_STRONG = re.compile(
    r"(?:sebesar|sebsar|sebanyak|senilai|seluas|mencapai|tercatat|target\w*|ditargetkan|realisasi\w*|terealisasi|direalisasikan|adalah|"
    r"yaitu|yakni|nilai|skor|menjadi|dari|tercapai|level|angka|masing-masing|berturut-turut|sejumlah|tinggal|hanya|maksimal|minimal|"
    r"diproyeksikan|ditetapkan|poin|:|=|ke|semula|,|;|dan|atau)\s*(?:sekitar|kurang lebih|pada|:)?\s*\Z",
    re.IGNORECASE,
)
_OF_A_WHOLE = re.compile(r"\s*(?:\w+\s+){0,3}dari\s+(?:total\s+|jumlah\s+|perkiraan\s+|sebanyak\s+)?\d", re.IGNORECASE)
_WHOLE = re.compile(r"\bdari\s+(?:total|jumlah|perkiraan|keseluruhan|seluruh|sebanyak)?\s*\Z", re.IGNORECASE)
_VAGUE = re.compile(r"(?:di\s?atas|di\s?bawah|lebih dari|kurang dari|[<>≤≥]=?|±|hampir)\s*\Z", re.IGNORECASE)
_MONTHLY = re.compile(r"\s*\(?\s*(?:m-to-m|mtm|m-t-m|q-to-q|qtq|maksudnya|bulanan)\b", re.IGNORECASE)
_LEVEL_WITH_SCORE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:dengan|,)\s*(?:nilai|skor|indeks)\s*(?:sebesar\s*)?\d", re.IGNORECASE
)


def _is_no_value(draft: Draft, masked: str) -> bool:
    """Counts of things, budgets, bare whole numbers that nothing announces."""
    number, after = draft.number, masked[draft.number.end :]
    if _MONTHLY.match(after):
        return True
    if draft.is_grade_only:
        return False
    if number.is_whole and number.unit is None and COUNTED_THINGS.match(after):
        return True
    if number.is_whole and number.unit in {"kali", "desa", "kecamatan", "opd", "hari", "OPD"} and not draft.gap.name:
        return True
    if number.money and not (draft.name and MONEY_NAMES.search(draft.name)) and draft.name is not None:
        return True
    if number.unit is None and number.is_whole and not _STRONG.search(draft.gap.text):
        return not (draft.gap.name and "," in number.digits + after[:0])
    if number.unit == "poin persen" or _VAGUE.search(draft.gap.text):
        return True
    if number.unit in {"kali", "jam", "menit", "hari", "bulan"} and not _STRONG.search(draft.gap.text):
        return True
    if number.money and re.search(r"\bpagu\s*\Z", draft.gap.text, re.IGNORECASE):
        return True
    if number.is_percent and not _STRONG.search(draft.gap.text) and not AFTER_VALUE.match(after):
        return True
    if number.high is not None and draft.gap.kind is not Kind.TARGET:
        return True
    return bool(_LEVEL_WITH_SCORE.match(after)) and bool(re.search(r"level\s*\Z", draft.gap.text, re.IGNORECASE))


def _may_be_grade(draft: Draft, masked: str) -> bool:
    """A grade without a number is a value of opinions, predicates and levels only."""
    if draft.grade in {"WTP", "WDP", "TMP", "TW", "WTP-DPP"}:
        draft.name = "Opini BPK atas LKPD"
        return bool(re.search(r"\bopini|LKPD|laporan keuangan", masked, re.IGNORECASE))
    return bool(
        draft.name
        and re.search(r"predikat|nilai|indeks|penghargaan|akip|reformasi|maturitas|kategori", draft.name, re.I)
    )


_AFTER_GRADE = re.compile(
    rf"\s*[,(]?\s*(?:(?:poin|atau|dengan|dan|masuk|dalam|berpredikat|setara)\s+)*(?:\(?\s*(?i:predikat|kategori|mutu|kriteria|opini)\s+"
    rf"(?P<grade>{GRADE})|\(?(?P<letter>{LETTER})\))"
)


def _grade_after(masked: str, end: int) -> str | None:
    match = _AFTER_GRADE.match(masked, end)
    return normal_grade(match["grade"] or match["letter"]) if match else None


_GROWS = re.compile(r"^(?:pertumbuhan\s+)?(?:ekonomi|pdrb|perekonomian)\b|^laju pertumbuhan|^lpe\b", re.IGNORECASE)


def _read_change(draft: Draft) -> None:
    """A difference is no value; but of an economy the growth is the value."""
    name = draft.name or ""
    if GROWTH.search(draft.gap.text) and _GROWS.search(name) and draft.number.is_percent:
        if not re.match(r"pertumbuhan|laju|lpe", name, re.IGNORECASE):
            draft.name = f"Pertumbuhan {name}"
        if re.search(r"kontraksi", draft.gap.text, re.IGNORECASE) and draft.number.value > 0:
            draft.number = replace(draft.number, value=-draft.number.value)
        return
    draft.dropped = True


_FOR = re.compile(r"\b(?:untuk|pada|atas)\s+(?:indikator\s+)?(?P<name>[^,;.]+)")
_EVALUATED = re.compile(
    r"\b(?:evaluasi|penilaian|atas|hasil)\s+(?:atas\s+)?(?:evaluasi\s+)?(?:implementasi\s+)?(?P<what>AKIP|SAKIP|LAKIP|LKj?IP|RB|Reformasi Birokrasi|SPBE|"
    r"SPIP|KLA|LPPD|EPPD|IPP|Kabupaten/Kota Layak Anak)\b",
    re.IGNORECASE,
)


def _name_ahead(drafts: list[Draft], masked: str) -> None:
    """Values before the name: ``Dari target 81,50, Indeks ... terealisasi 82,04``; ``87,2 persen untuk persentase ...``."""
    for index, draft in enumerate(drafts):
        if draft.name == "?":
            draft.name = _evaluated_name(masked)
        if draft.name or draft.dropped:
            continue
        if draft.number.is_whole and not draft.number.is_percent and draft.gap.kind is None:
            draft.dropped = True
            continue
        later = next((other.name for other in drafts[index + 1 :] if other.gap.name), None)
        if later is None:
            tail = _FOR.search(masked, drafts[-1].number.end)
            name = strip_connectors(tail["name"]) if tail else ""
            later = name if name and is_indicator(name, loose=False) else None
        draft.name = later if later != "?" else _evaluated_name(masked)
        if draft.number.money and not (draft.name and MONEY_NAMES.search(draft.name)):
            draft.dropped = True


def _evaluated_name(masked: str) -> str:
    found = _EVALUATED.search(masked)
    return f"Nilai {found['what']}" if found else "Nilai hasil evaluasi"


_LISTED = re.compile(r"\b(?:masing-masing|berturut-turut|secara berurutan)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*,\s*(?:dan\s+|serta\s+)?|\s+(?:dan|serta)\s+")


def _distribute_names(drafts: list[Draft]) -> None:
    """``IKA, IKU, dan IKL masing-masing 53,33; 87,19; dan 44,91``: one name each, where the counts agree."""
    for index, draft in enumerate(drafts):
        if not draft.name or not draft.gap.name or not _LISTED.search(draft.gap.text):
            continue
        names = _listed_names(draft.name)
        group = [draft]
        for other in drafts[index + 1 :]:
            if other.gap.name or other.gap.unexplained:
                break
            group.append(other)
        if len(names) < 2:
            continue
        if len(names) != len(group):
            for other in group:
                other.dropped = True
            continue
        for other, name in zip(group, names, strict=True):
            other.name = name


def _listed_names(name: str) -> list[str]:
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    if len(parts) < 2:
        return parts
    first = parts[0].split()
    if all(len(part.split()) == 1 for part in parts[1:]) and len(first) > 1:
        shared = " ".join(first[:-1])
        if shared.casefold() in {"nilai", "indikator", "capaian", "indeks"} and first[-1].isupper():
            return [first[-1], *parts[1:]]
        return [f"{shared} {part}" for part in (first[-1], *parts[1:])]
    return parts


_PERCENT_NAMES = re.compile(
    r"^(?:persen|prosen|presen|cakupan|tingkat|prevalensi|proporsi|laju|pertumbuhan|kontribusi|kepemilikan|perekaman|"
    r"inflasi|tpt|tpak|apm|apk|aps|kemiskinan|pengangguran|angka (?:kemiskinan|pengangguran|partisipasi|melek|putus|kelulusan)|"
    r"phbs|pelayanan|kenaikan|peningkatan|penurunan|penanganan|lpe|persalinan|imunisasi|rasio|cfr|serapan|unmet)",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:atau|setara|sehingga|dengan|tercapai)\b|\(\s*\Z", re.IGNORECASE)
_OF_TARGET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:dari|terhadap)\s+(?:total\s+)?(?:target|rencana|anggaran)\b(?!\s*(?:yang|sebesar|hanya|kinerja|awal|semula|:|rp|§)*\s*\d)",
    re.I,
)
_SPENT = re.compile(r"\b(?:terserap|terealisasi|direalisasikan|realisasi)\b", re.IGNORECASE)


_OF_BUDGET = re.compile(r"\s*dari\s+(?:total\s+)?pagu\b", re.IGNORECASE)


def _give_kinds(drafts: list[Draft], masked: str) -> None:
    for index, draft in enumerate(drafts):
        before = [other for other in drafts[:index] if other.name == draft.name]
        draft.kind = _kind(draft, before, masked)
        if draft.kind is None:
            draft.dropped = True
        if draft.number.is_percent and draft.kind is Kind.REALISASI:
            _drop_share(draft, before, masked)
    for draft, following in zip(drafts, drafts[1:], strict=False):
        if (
            draft.number.money
            and following.number.money
            and draft.kind is Kind.REALISASI
            and re.search(r"\bdari\s*\Z", draft.gap.text, re.IGNORECASE)
            and _SPENT.search(following.gap.text)
        ):
            draft.kind = Kind.TARGET


def _drop_share(draft: Draft, before: list[Draft], masked: str) -> None:
    """``1.204 kasus dari perkiraan 2.011 kasus atau 59,87%``: the percent is the value, the counts made it."""
    counts = [other for other in before if not other.number.is_percent and other.number.is_whole]
    if len(counts) != 2 or re.match(r"jumlah|banyak", draft.name or "", re.IGNORECASE):
        return
    between = masked[counts[0].number.end : counts[1].number.start]
    if re.search(r"\bdari\b(?!\s+target)", between, re.IGNORECASE) and counts[0].kind is not Kind.TARGET:
        counts[0].dropped = counts[1].dropped = True


def _kind(draft: Draft, before: list[Draft], masked: str) -> Kind | None:
    """The kind of a value, or ``None`` where it is a share of something and no value of the indicator."""
    number, told = draft.number, draft.gap.kind
    if number.is_percent and (_OF_TARGET.match(masked, number.end) or _OF_BUDGET.match(masked, number.end)):
        return Kind.CAPAIAN
    has_target = any(other.kind is Kind.TARGET for other in before) or _TARGET_AHEAD.match(masked, number.end)
    reached = [other for other in before if other.kind is Kind.REALISASI]
    if told is Kind.CAPAIAN:
        over = number.value > 100 and number.is_percent
        return Kind.CAPAIAN if number.is_percent and (over or not _names_itself(draft)) else Kind.REALISASI
    if number.is_percent and reached and _OR.search(draft.gap.text) and told in {None, Kind.REALISASI}:
        if has_target or reached[-1].number.money or reached[-1].number.is_percent or reached[-1].grade:
            return Kind.CAPAIAN
        if not reached[-1].number.is_whole or told is Kind.REALISASI:
            return Kind.CAPAIAN
        if re.search(r"\(\s*\Z", draft.gap.text):
            return None
    if number.is_percent and told is Kind.REALISASI and _ratio_told(draft):
        return Kind.CAPAIAN
    if number.is_percent and number.value > 100 and _REACHED.search(draft.gap.text):
        return Kind.CAPAIAN  # a share cannot pass 100, a ratio of realisasi to target can
    if told is None and before and not draft.gap.name and before[-1].kind in {Kind.TARGET, Kind.BASELINE}:
        return before[-1].kind if _continues(draft) else Kind.REALISASI
    return told or Kind.REALISASI


_TARGET_AHEAD = re.compile(
    r"[^.;]{0,25}\b(?:dari|target)\s+(?:target\s+)?(?:yang\s+)?(?:hanya\s+|sebesar\s+)?\d", re.IGNORECASE
)
_NOT_PERCENT_NAMES = re.compile(
    r"^(?:indeks|index|indek|ip[mgk]|nilai|skor|jumlah|aki|akb|akaba|angka (?:kematian|harapan)|usia|umur|rata-rata|opini|predikat|ik[mp])\b",
    re.I,
)


_REACHED = re.compile(r"\btercapai\b|\bcapaian\b", re.IGNORECASE)


def _names_itself(draft: Draft) -> bool:
    """``Capaian PHBS adalah 56,03 %``: the value reached, not a ratio."""
    return (
        draft.gap.name is not None
        and bool(re.match(r"\W*capaian\s+(?!kinerja|indikator|target|sasaran)", draft.gap.text.strip(), re.I))
        and not _NOT_PERCENT_NAMES.match(draft.gap.name)
    )


def _ratio_told(draft: Draft) -> bool:
    """``AKI hanya tercapai 27,84%``: a percent of an indicator that is none is a ratio."""
    return bool(
        re.search(r"\btercapai\b|\bcapaian\b", draft.gap.text, re.I)
        and draft.name
        and _NOT_PERCENT_NAMES.match(draft.name)
    )


def _continues(draft: Draft) -> bool:
    return bool(
        re.fullmatch(
            r"[\s,;]*(?:dan|serta|menjadi|ke|lalu|kemudian|pada|tahun|di|sebesar|\(|\))*(?:\s|dan|menjadi|ke|pada|tahun|sebesar|\(|\)|,)*",
            draft.gap.text,
            re.I,
        )
    )


_TO_YEAR_AFTER = re.compile(
    r"\s*(?:lebih|saja|yang)?\s*\(?\s*(?:(?:pada|di|untuk|dalam|selama|hingga|sampai|per|sejak|di\s?tahun)\s+)*"
    r"(?:akhir\s+(?:periode\s+)?(?:rpjmd|renstra|tahun)?\s*)?(?:(?:tahun|ta|t\.a\.|tahun\s+anggaran|bulan|[a-z]+ber|januari|maret|agustus)\s+)*\Z",
    re.IGNORECASE,
)
_OPENS_NEXT = re.compile(
    r"\s*\)?\s*(?:yang\s+)?(?:sebesar|mencapai|tercatat|adalah|sebanyak|senilai|yaitu|meningkat|naik|turun|menurun|menjadi\s+\d[^.]*\btahun|\d)",
    re.IGNORECASE,
)


def _give_years(drafts: list[Draft], masked: str, years: list[YearMention]) -> None:
    spans = [year for year in years if year.until]
    if spans and _give_span(drafts, spans[0]):
        return
    period = find_period(masked)
    listed = _years_listed(drafts, masked, years)
    for index, draft in enumerate(drafts):
        mention = listed.get(index) or _year_of(draft, drafts, masked, years)
        if mention is not None:
            draft.year, draft.steps = mention.year, mention.steps
        if re.search(r"\bsemula\b|\bsebelumnya\s*\Z", draft.gap.text, re.I) and (
            mention is None or not _is_near(mention, draft, masked)
        ):
            draft.year, draft.steps = None, -1
        draft.period = period
    named = [year.year for year in years if year.year is not None]
    for draft in drafts:
        if draft.steps is not None and draft.year is None and len(set(named)) == 1:
            # "tahun sebelumnya" beside a named year counts from that year.
            draft.year = named[0] + draft.steps if draft.steps else named[0]


def _years_listed(drafts: list[Draft], masked: str, years: list[YearMention]) -> dict[int, YearMention]:
    """``tahun 2020, 2021, dan 2022 berturut-turut 5,1; 5,3; dan 5,6``: a year each, where the counts agree."""
    named = [year for year in years if year.year is not None and not year.until]
    if len(named) < 2 or len(named) != len(drafts) or not any(_LISTED.search(draft.gap.text) for draft in drafts):
        return {}
    before = all(year.end <= drafts[0].number.start for year in named)
    after = all(year.start >= drafts[-1].number.end for year in named)
    return dict(enumerate(named)) if before or after else {}


def _give_span(drafts: list[Draft], span: YearMention) -> bool:
    """``2019-2021 berturut-turut`` over three values: a year each."""
    years = span.years()
    if len(years) != len(drafts):
        return False
    for draft, year in zip(drafts, years, strict=True):
        draft.year = year
    return True


def _is_near(mention: YearMention, draft: Draft, masked: str) -> bool:
    return bool(_TO_YEAR_AFTER.fullmatch(masked[draft.number.end : mention.start])) or (
        mention.end <= draft.number.start and "," not in masked[mention.end : draft.number.start]
    )


def _year_of(draft: Draft, drafts: list[Draft], masked: str, years: list[YearMention]) -> YearMention | None:
    """The year right after the value, else the last one before it within its gap, else the sentence's."""
    usable = [year for year in years if not year.until]
    index = drafts.index(draft)
    low = drafts[index - 1].number.end if index else 0
    after = next((year for year in usable if year.start >= draft.number.end), None)
    within = [year for year in usable if low <= year.start < draft.number.start]
    if after and _TO_YEAR_AFTER.fullmatch(masked[draft.number.end : after.start]):
        opens_next = _OPENS_NEXT.match(masked, after.end) and not within == [] and index + 1 < len(drafts)
        if not opens_next:
            return after
    own = [year for year in within if index == 0 or not _taken(year, drafts[index - 1], masked)]
    if own:
        return own[-1]
    before = [year for year in usable if year.end <= draft.number.start]
    if before and not (index and _taken(before[-1], drafts[index - 1], masked) and len(usable) > 1 and after):
        return before[-1]
    return after or (before[-1] if before else None)


def _taken(year: YearMention, previous: Draft, masked: str) -> bool:
    """Whether a year belongs to the value just before it: ``16,23 persen pada tahun 2021 menjadi ...``."""
    return (
        year.start >= previous.number.end
        and bool(_TO_YEAR_AFTER.fullmatch(masked[previous.number.end : year.start]))
        and not re.match(
            r"\s*\)?\s*(?:yang\s+)?(?:sebesar|mencapai|tercatat|adalah)", masked[year.end :], re.IGNORECASE
        )
    )
