"""The day for which a register holds, as its title, the name of its sheet or of its file tells. Pure."""

from __future__ import annotations

import re

from ingest.read.written_dates import read_date
from ingest.registers.fields import subject_texts

#: Longest text beside the words that is looked at for a day.
_LONGEST = 24
_GOES_ON = tuple("0123456789./-年月")
_BREAK = re.compile(r"[()（）\[\]【】;；,，|\n]")


def day_of_register(text: str) -> str:
    """Return the day that a text such as "截至2019年12月" or "as of 30 June 2024" names; empty without one.

    :returns: partial date
    """
    folded = text.casefold()
    for word in subject_texts()["as_of"]:
        for found in re.finditer(re.escape(word), folded):
            beside = _BREAK.split(folded[found.end() : found.end() + _LONGEST].lstrip(" :：到至"))[0]
            ends = range(len(beside), 3, -1)
            if day := next(filter(None, (_day(beside[:end], beside[end:]) for end in ends)), ""):
                return day
    for word in subject_texts()["as_of_behind"]:
        for found in re.finditer(re.escape(word), folded):
            beside = _BREAK.split(folded[max(0, found.start() - _LONGEST) : found.start()])[-1]
            begins = range(len(beside) - 3)
            if day := next(
                filter(None, (_day(beside[begin:], beside[:begin][::-1]) for begin in begins)), ""
            ):
                return day
    return ""


def _day(text: str, next_to: str) -> str:
    """Return the last day that a text means for certain, else an empty text.

    :param next_to: what is next to it, nearest first; a date is not cut short
    """
    found = None if next_to[:1] in _GOES_ON else read_date(text)
    return "" if found is None or found.other or found.part else found.end or found.start
