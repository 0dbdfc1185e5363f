"""The form in which a column of a register writes its dates, learned from its cells. Pure.

A form counts for a column if it writes the date of a cell exactly as the cell has it. What is written in a
form is read back before it is used, so that no date changes its meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale

from ingest.read.written_dates import ERAS, DateOrder, WrittenDate, read_date

_DIGITS = "〇一二三四五六七八九"
#: First days of the eras of Japan, the latest first, with the letter that stands for them.
_ERA_DAYS = (
    ("2019-05-01", "令和", "R"),
    ("1989-01-08", "平成", "H"),
    ("1926-12-25", "昭和", "S"),
    ("1912-07-30", "大正", "T"),
    ("1868-01-25", "明治", "M"),
)


@dataclass(frozen=True, slots=True)
class DateForm:
    """Templates for a date of each precision.

    The names in them: ``y``, ``m``, ``d`` are numbers; ``month`` and ``mon`` the name of the month in
    ``lang``; ``yn``, ``mn``, ``dn`` Chinese numerals; ``era``, ``letter``, ``ey`` the era of Japan and its
    year, ``roc`` the year of the Republic calendar.
    """

    day: str
    month: str
    year: str
    lang: str = "en"

    def text(self, date: str) -> str:
        """Return a partial ISO date in this form."""
        template = {10: self.day, 7: self.month, 4: self.year}[len(date)]
        return template.format_map(_parts(date, self.lang))


ISO = DateForm("{y}-{m:02}-{d:02}", "{y}-{m:02}", "{y}")
_NUMERIC = (
    ISO,
    DateForm("{y}年{m}月{d}日", "{y}年{m}月", "{y}年"),
    DateForm("{y}年{m:02}月{d:02}日", "{y}年{m:02}月", "{y}年"),
    DateForm("{y}.{m}.{d}", "{y}.{m}", "{y}"),
    DateForm("{y}.{m:02}.{d:02}", "{y}.{m:02}", "{y}"),
    DateForm("{y}/{m}/{d}", "{y}/{m}", "{y}"),
    DateForm("{y}/{m:02}/{d:02}", "{y}/{m:02}", "{y}"),
    DateForm("{y}-{m}-{d}", "{y}-{m}", "{y}"),
    DateForm("{y}{m:02}{d:02}", "{y}-{m:02}", "{y}"),
    DateForm("{y}년 {m}월 {d}일", "{y}년 {m}월", "{y}년"),
    DateForm("{y}. {m}. {d}.", "{y}. {m}.", "{y}"),
    DateForm("{yn}年{mn}月{dn}日", "{yn}年{mn}月", "{yn}年"),
    DateForm("{era}{ey}年{m}月{d}日", "{era}{ey}年{m}月", "{era}{ey}年"),
    DateForm("{letter}{ey}.{m}.{d}", "{letter}{ey}.{m}", "{letter}{ey}"),
    DateForm("民國{roc}年{m}月{d}日", "民國{roc}年{m}月", "民國{roc}年"),
    DateForm("{d:02}.{m:02}.{y}", "{m:02}.{y}", "{y}"),
    DateForm("{d}.{m}.{y}", "{m}.{y}", "{y}"),
    DateForm("{d:02}/{m:02}/{y}", "{m:02}/{y}", "{y}"),
    DateForm("{d}/{m}/{y}", "{m}/{y}", "{y}"),
    DateForm("{d:02}-{m:02}-{y}", "{m:02}-{y}", "{y}"),
    DateForm("{m:02}/{d:02}/{y}", "{m:02}/{y}", "{y}"),
    DateForm("{m}/{d}/{y}", "{m}/{y}", "{y}"),
)
_NAMED = (
    DateForm("{d} {month} {y}", "{month} {y}", "{y}"),
    DateForm("{month} {d}, {y}", "{month} {y}", "{y}"),
    DateForm("{d} {mon} {y}", "{mon} {y}", "{y}"),
    DateForm("{mon} {d}, {y}", "{mon} {y}", "{y}"),
    DateForm("{d}. {month} {y}", "{month} {y}", "{y}", "de"),
    DateForm("{d} {month} {y}", "{month} {y}", "{y}", "fr"),
    DateForm("{d} de {month} de {y}", "{month} de {y}", "{y}", "es"),
    DateForm("{d} de {month} de {y}", "{month} de {y}", "{y}", "pt"),
    DateForm("{d} {month} {y}", "{month} {y}", "{y}", "ru"),
    DateForm("{d} {month} {y} г.", "{month} {y} г.", "{y} г.", "ru"),
)
FORMS = (*_NUMERIC, *_NAMED)
#: What stands between the first and the last day of a span.
_BETWEEN = (
    "至",
    "～",
    "~",
    "—",
    "–",
    " – ",
    "-",
    " - ",
    " to ",
    " bis ",
    " au ",
    " hasta ",
    " até ",
    "から",
    " по ",
)


def _parts(date: str, lang: str) -> dict[str, str | int]:
    year, month, day = (int(part) for part in (date + "-01-01")[:10].split("-"))
    locale = Locale.parse(lang)
    names = {width: locale.months["format"][width][month] for width in ("wide", "abbreviated")}
    # The first days of an era belong to a day; a year or month that holds one is written in the later era.
    full = date if len(date) == 10 else f"{date}-12-31"[:10]
    era, letter = next(((era, letter) for first, era, letter in _ERA_DAYS if full >= first), ("", ""))
    era_year = year - ERAS[era] if era else 0
    return {
        "y": year,
        "m": month,
        "d": day,
        "month": names["wide"],
        "mon": names["abbreviated"].rstrip("."),
        "yn": "".join(_DIGITS[int(digit)] for digit in f"{year:04}"),
        "mn": _numeral(month),
        "dn": _numeral(day),
        "era": era,
        "letter": letter,
        "ey": "元" if era_year == 1 and era else era_year,
        "roc": year - ERAS["民國"],
    }


def _numeral(number: int) -> str:
    """Return a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def date_writer(cells: Iterable[tuple[str, str, str]], order: DateOrder = DateOrder.UNSETTLED) -> ColumnDates:
    """Return what writes dates as a column does.

    :param cells: its cells, each with the first and the last day that it means
    :param order: of the numeric dates of the column
    """
    found = [cell for cell in cells if cell[0] and cell[1]]
    hits = Counter(
        form for text, first, last in found if not last for form in FORMS if form.text(first) == text
    )
    spans = [text for text, _, last in found if last]
    return ColumnDates(
        # The sort is stable: among forms that fit equally often the first one declared comes first.
        tuple(sorted(FORMS, key=lambda form: -hits[form])),
        tuple(sorted(_BETWEEN, key=lambda sign: not any(sign in text for text in spans))),
        order,
    )


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """Writes dates as a column has them.

    :param forms: the forms to be tried, the usual one first; ``between`` the same for signs of a span
    """

    forms: Sequence[DateForm]
    between: Sequence[str]
    order: DateOrder

    def text(self, first: str, last: str = "") -> str:
        """Return a date, or a span of dates, as text that is read as the same."""
        wanted = WrittenDate(first, last)
        for form in (*self.forms, ISO):
            for text in self._texts(form, first, last):
                if read_date(text, self.order) == wanted:
                    return text
        return f"{first} – {last}" if last else first

    def _texts(self, form: DateForm, first: str, last: str) -> Iterable[str]:
        if not last:
            return (form.text(first),)
        return (f"{form.text(first)}{sign}{form.text(last)}" for sign in self.between)
