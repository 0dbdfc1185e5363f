"""The day for which a register holds, as its title, the name of its sheet or of its file tells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return next(filter(None, (_day(part, next_to) for part, next_to in _candidates(text.casefold()))), "")


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the day beside each of the words, the longest first, with what is next to it."""
    for word in subject_texts()["as_of"]:
        for found in re.finditer(re.escape(word), text):
            beside = _BREAK.split(text[found.end() : found.end() + _LONGEST].lstrip(" :：到至"))[0]
            for end in range(len(beside), 3, -1):
                yield beside[:end], beside[end:]
    for word in subject_texts()["as_of_behind"]:
        for found in re.finditer(re.escape(word), text):
            beside = _BREAK.split(text[max(0, found.start() - _LONGEST) : found.start()])[-1]
            for begin in range(len(beside) - 3):
                yield beside[begin:], beside[:begin][::-1]


def _day(text: str, next_to: str) -> str:
    """Return the last day that a text means for certain, else an empty text.

    :param next_to: what is next to it, nearest first; a date is not cut short
    """
    found = None if next_to[:1] in _GOES_ON else read_date(text)
    return "" if found is None or found.other or found.part else found.end or found.start
