"""Dates as offices write them, as partial ISO dates. Pure.

Read are numeric dates in every usual order and with every usual sign between the parts, dates with units
(2019年5月28日, 2019년 5월), names of months in ten languages (from CLDR), Chinese numerals, the eras of
Japan and of the Republic calendar, and serial days of spreadsheets. A date with two readings gives both; the
other cells of its column settle it (:func:`order_of`), never a guess. A part of a year or month (early 2019,
spring 1994, 上半年) is taken as that year or month, in which it lies, and marked; a decade is no date.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale

#: Languages of registers.
LANGUAGES = ("en", "zh", "zh_Hant", "ja", "ko", "de", "fr", "es", "pt", "ru")
#: Year before the first one of an era, by its name or letter.
ERAS = {
    "令和": 2018,
    "r": 2018,
    "平成": 1988,
    "h": 1988,
    "昭和": 1925,
    "s": 1925,
    "大正": 1911,
    "t": 1911,
    "明治": 1867,
    "m": 1867,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
    "中华民国": 1911,
}
_NUMERALS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "两": 2,
    "元": 1,
}
#: A spreadsheet counts days from 1899-12-30; serials of 1920 to 2099 are taken for dates.
_SERIAL_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(7_306, 73_051)
_YEARS = range(1000, 3000)
_UNKNOWN = re.compile(
    r"[-–—/?？.]*|n\.?/?a\.?|none|unknown|tbd|tba|不详|不詳|未详|无|無|待定|不明|未定|なし|미상|없음|unbekannt|inconnu|"
    r"desconocid[oa]|desconhecid[oa]|неизвестно|нет"
)

#: A month and day in words, without a year.
MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")


class DateOrder(StrEnum):
    """The order of the parts of a numeric date that does not begin with the year."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a written date means.

    :param start: partial ISO date
    :param end: partial ISO date of the last day of a span, or empty
    :param other: the other reading of an ambiguous date, or empty
    :param part: whether only a part of the year or month is meant, which a date cannot say
    """

    start: str
    end: str = ""
    other: str = ""
    part: bool = False


@lru_cache(maxsize=20_000)
def is_blank(text: str) -> bool:
    """Whether the cell says that there is no date, or that it is not known."""
    return _UNKNOWN.fullmatch(_folded(text)) is not None


def order_of(cells: Iterable[str]) -> DateOrder:
    """Return the order that the numeric dates of a column settle: one of them has a part above twelve."""
    found: Counter[DateOrder] = Counter()
    for cell in cells:
        match = _AMBIGUOUS.fullmatch(_folded(cell))
        if match is None:
            continue
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            found[DateOrder.DAY_FIRST] += 1
        elif second > 12 >= first:
            found[DateOrder.MONTH_FIRST] += 1
    return next(iter(found)) if len(found) == 1 else DateOrder.UNSETTLED


@lru_cache(maxsize=20_000)
def read_date(text: str, order: DateOrder = DateOrder.UNSETTLED) -> WrittenDate | None:
    """Return what a cell of a column of dates means; None if it cannot be read.

    :param order: of numeric dates whose first part is not the year
    """
    folded = _folded(text)
    return _one(folded, order) or _span(folded, order) or _part(folded, order)


def names_decade(text: str) -> bool:
    """Whether a text names a decade, which is no date: 1980s, 八十年代, 1980er Jahre, années 80."""
    return _DECADE.search(_folded(text)) is not None


def _folded(text: str) -> str:
    """Return the text in half width and lower case, without weekdays, times and spaces between CJK parts."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    folded = _TIME.sub("", folded)
    folded = _WEEKDAY.sub("", folded)
    return folded.strip(_ENDS)


#: Signs around a date.
_ENDS = " ,;。、"
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?(z| ?[ap]m)?$")
_WEEKDAY = re.compile(
    r"\(?(星期|周|週)[一二三四五六日天]\)?|\([月火水木金土日]\)|[月火水木金土日]曜日?|\([월화수목금토일]\)"
)
_SIGN = r"\s*[-/.,．。·・/／年년–]\s*"
_YMD = re.compile(
    rf"(?P<y>\d{{4}})(?:{_SIGN}(?P<m>\d{{1,2}})(?:\s*[-/.,．。·・/／月월–]\s*(?P<d>\d{{1,2}})\s*[日号號일]?)?\s*[月월]?)?"
    r"\s*[年년]?\s*\.?"
)
_COMPACT = re.compile(r"(?P<y>(1[5-9]|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
_AMBIGUOUS = re.compile(r"(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*(?P<y>\d{4}|\d{2})")
_MY = re.compile(r"(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>\d{4})")
_ERA = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|中華民國|中华民国|民國|民国|[rhstm](?=\.?\s?\d))\.?\s?(?P<y>\d{1,3}|元)\s*[年.\-/]?\s*"
    r"(?:(?P<m>\d{1,2})\s*[月.\-/]?\s*(?:(?P<d>\d{1,2})\s*日?)?)?"
)
_NUMERAL = "[〇零○一二三四五六七八九十两]"
_IN_NUMERALS = re.compile(
    rf"(?P<y>{_NUMERAL}{{4}})年(?:(?P<m>{_NUMERAL}{{1,3}})月(?:(?P<d>{_NUMERAL}{{1,3}})[日号])?)?"
)


def _one(text: str, order: DateOrder) -> WrittenDate | None:
    """Return the meaning of a text that is one date."""
    for pattern in (_COMPACT, _YMD):
        if match := pattern.fullmatch(text):
            return _written(match["y"], match["m"], match["d"])
    if match := _AMBIGUOUS.fullmatch(text):
        return _ordered(match, order)
    if match := _MY.fullmatch(text):
        return _written(match["y"], match["m"], None)
    if match := _ERA.fullmatch(text):
        of_era = 1 if match["y"] == "元" else int(match["y"])
        return _written(str(ERAS[match["era"]] + of_era), match["m"], match["d"])
    if match := _IN_NUMERALS.fullmatch(text):
        year = "".join(str(_NUMERALS[sign]) for sign in match["y"])
        return _written(year, _number(match["m"]), _number(match["d"]))
    if text.isdecimal() and int(text) in _SERIALS:
        return WrittenDate((_SERIAL_ZERO + dt.timedelta(days=int(text))).isoformat())
    return _with_month_name(text)


def _ordered(match: re.Match[str], order: DateOrder) -> WrittenDate | None:
    year = match["y"]
    if len(year) == 2:
        return None  # a year of two digits has a reading in each century
    first, second = match["a"], match["b"]
    by_day, by_month = _written(year, second, first), _written(year, first, second)
    # A date written with points is nowhere written with the month first.
    points = match[0].count(".") == 2
    if order is DateOrder.DAY_FIRST or by_month is None or first == second or (points and by_day):
        return by_day
    if order is DateOrder.MONTH_FIRST or by_day is None:
        return by_month
    return WrittenDate(by_day.start, other=by_month.start)


def _written(year: str, month: str | None, day: str | None) -> WrittenDate | None:
    """Return a date of numbers; a month or day of zero is one that is not known."""
    parts = [int(year), int(month or 0), int(day or 0)]
    if parts[0] not in _YEARS or (parts[2] and not parts[1]):
        return None
    try:
        dt.date(parts[0], parts[1] or 1, parts[2] or 1)
    except ValueError:
        return None
    filled = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:] if part)]
    return WrittenDate("-".join(filled))


def _number(text: str | None) -> str | None:
    """Return Chinese numerals below a hundred as digits."""
    if not text:
        return None
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(_NUMERALS[sign]) for sign in text)
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


@cache
def _months() -> dict[str, int]:
    """Return the names and abbreviations of the months in :data:`LANGUAGES`, folded."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    folded = _folded(name).rstrip(".")
                    if not any(sign.isdigit() for sign in folded) and len(folded) > 2:
                        found[folded] = number
    return found | {"sept": 9, "märz": 3, "maerz": 3, "setembro": 9, "setiembre": 9}


_WORDS = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = frozenset(
    (
        *("de", "del", "of", "the", "le", "la", "el", "den", "der", "am", "vom", "um", "г", "года", "год"),
        *("st", "nd", "rd", "th", "er", "º", "o", "ª"),
    )
)


def _with_month_name(text: str) -> WrittenDate | None:
    """Return the meaning of a date whose month is named: 28 May 2019, May 2019, 28 mai 2019, 28. Mai 2019."""
    months, year, month, day = _months(), "", 0, ""
    for word in _WORDS.findall(text):
        if word in months:
            if month:
                return None
            month = months[word]
        elif word.isdecimal():
            if len(word) == 4 and not year:
                year = word
            elif len(word) <= 2 and not day:
                day = word
            else:
                return None
        elif word not in _BETWEEN:
            return None
    return _written(year, str(month), day or None) if year and month else None


_TO = re.compile(r"\s*(?:至|到|~|〜|～|—|――|–|-|から|부터|bis|to|until|à|au|hasta|até|по)\s*")
_TAIL = re.compile(r"(?:(?P<m>\d{1,2})\s*[-/.月월]\s*)?(?P<d>\d{1,2})\s*[日号號일]?")


_TWO_DAYS = re.compile(
    r"(?:du|vom|del|de|from)?\s*(?P<a>\d{1,2})\.?\s*(?:-|–|to|bis|au|al?|и)\s*(?P<b>\d{1,2})"
    r"(?P<rest>\.?\s+[^\W\d].*)"
)


def _span(text: str, order: DateOrder) -> WrittenDate | None:
    """Return the meaning of two dates with a sign between them; the second may leave out year and month."""
    if match := _TWO_DAYS.fullmatch(text):
        first, second = (_one(f"{match[day]}{match['rest']}", order) for day in "ab")
        if first and second and first.start < second.start:
            return WrittenDate(first.start, second.start)
    for match in _TO.finditer(text):
        first, rest = _one(text[: match.start()].strip(), order), text[match.end() :].strip()
        if first is None or not rest or len(first.start) < 7:
            continue
        second = _one(rest, order)
        if second is None and (tail := _TAIL.fullmatch(rest)):
            year, month = first.start[:4], tail["m"] or first.start[5:7]
            second = _written(year, month, tail["d"]) if len(first.start) == 10 else None
        if second is not None and second.start >= first.start and not (first.other or second.other):
            return WrittenDate(first.start, second.start)
    return None


#: A decade, in digits or words, with or without its century.
_DECADE = re.compile(
    rf"\b\d{{2,4}}['’]?s\b|(\d{{2,4}}|{_NUMERAL}{{1,4}})年代|\d{{4}}년대|"
    r"\b\d{2,4}er( jahren?)?\b|\bann[ée]es \d{2,4}\b|\baños \d{2,4}\b|\bdécada de\b|\bdecade\b"
)
_LINK = re.compile(r"[\s\-,]*(?:(?:of|de|des|du|del|d'|en|jahres|the)\s+)*")


@cache
def _part_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words for a part of a year or month that stand before and behind it, the longest first."""
    text = files("ingest.read").joinpath("date_parts.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)
    before, behind = (
        sorted(map(_folded, declared[place]), key=len, reverse=True) for place in ("before", "behind")
    )
    return tuple(before), tuple(behind)


def _part(text: str, order: DateOrder) -> WrittenDate | None:
    """Return the year or month in which a part of it lies: early 2019, spring 1994, 2019年5月上旬."""
    before, behind = _part_words()
    rests = [
        text[len(word) :][match.end() :]
        for word in before
        if text.startswith(word)
        if (match := _LINK.match(text[len(word) :])) and match.end()
    ]
    rests += [text[: -len(word)].rstrip(" -の的,") for word in behind if text.endswith(word)]
    for rest in rests:
        found = _one(rest, order)
        if found and len(found.start) < len("2019-05-28") and not found.other:
            return WrittenDate(found.start, part=True)
    return None
