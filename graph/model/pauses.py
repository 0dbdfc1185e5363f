"""Times in which an office could not meet anybody, so that silence is not counted over them. Pure.

They are written as ``[calendar]`` with ``paused = ["2020-02/2023-01"]`` in ``gaps.toml`` or ``office.toml``:
two days, months or years, both included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import Struct

from graph.errors import ConfigurationError
from graph.model.partial_date import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """A time over which silence is not counted, from its first to its last day.

    :param text: as written, such as ``2020-02/2023-01``
    """

    first: dt.date
    last: dt.date
    text: str


Pauses = tuple[Pause, ...]


class CalendarFile(Struct, forbid_unknown_fields=True):
    """The table ``calendar`` of the file."""

    paused: list[str] = []


def read_pauses(texts: Iterable[str], where: str) -> Pauses:
    """Return the pauses, oldest first; those that overlap or follow each other are one.

    :raises ConfigurationError: for a text that is no pair of dates in order
    """
    found: list[Pause] = []
    for pause in sorted(_read(text, where) for text in texts):
        if found and pause.first <= found[-1].last + dt.timedelta(days=1):
            last = max(found[-1], pause, key=lambda entry: entry.last)
            text = f"{found[-1].text.partition('/')[0]}/{last.text.partition('/')[2]}"
            found[-1] = Pause(found[-1].first, last.last, text)
        else:
            found.append(pause)
    return tuple(found)


def _read(text: str, where: str) -> Pause:
    begin, _, end = text.partition("/")
    try:
        first, last = PartialDate.parse(begin).first, PartialDate.parse(end).last
    except ValueError:
        first, last = dt.date.max, dt.date.min
    if first > last:
        raise ConfigurationError(
            "{value!r} is no time of a pause",
            value=text,
            where=where,
            hint='write two days, months or years in order, such as "2020-02/2023-01"',
        )
    return Pause(first, last, text)
