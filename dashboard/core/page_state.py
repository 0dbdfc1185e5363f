"""The state of a page as the URL describes it: a link opens the same view anywhere.

:class:`PageState` holds what every page has. A page declares further state as a subclass in its ``state.py``,
one line per query parameter: ``chosen: str = node_id("partner", kept=True)``. The functions below declare the
kinds of parameters. Pure: an unknown value is reported and replaced by the nearest valid one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from dashboard.core.texts import LANGUAGES
from graph.model.partial_date import asked_date
from graph.suggest import nearest

#: Stands in the URL for an emptied list.
NOTHING = "none"
#: Stands in the URL for a flag that is set.
YES = "yes"
#: Maximum number of ids in one parameter, and maximum length of an id in characters.
MOST_IDS, LONGEST_ID = 60, 120
#: Key of the parameter in the metadata of a field.
_PARAMETER = "url"


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of the URL that cannot be used.

    :param name: the parameter
    :param value: its value
    :param near: a valid value close to it, or empty
    """

    name: str
    value: str
    near: str = ""


class Unusable(Exception):
    """Raised for a URL value that is wholly or partly unusable.

    :param problems: pairs of an unusable part and a valid value close to it, or empty
    :param rest: the usable part of the value; None if there is none
    """

    def __init__(self, problems: Iterable[tuple[str, str]], rest: Any = None) -> None:
        super().__init__()
        self.problems = list(problems)
        self.rest = rest


@dataclass(frozen=True, slots=True)
class UrlParameter:
    """How a field of a state stands in the URL.

    :param name: name of the query parameter; empty for that of the field
    :param take: maps the text of the URL and today's date to the value; :raises Unusable: if it is invalid
    :param give: maps the value to the text
    :param kept: whether the page takes the value over from the page left by a tab, if that has such a field
    """

    name: str
    take: Callable[[str, dt.date], Any]
    give: Callable[[Any], str]
    kept: bool = False


def _declared(default: Any, parameter: UrlParameter) -> Any:
    return field(default=default, metadata={_PARAMETER: parameter})


def one_of(words: Sequence[str], name: str = "", *, kept: bool = False) -> Any:
    """Declare a choice of one word; the first is the default."""

    def take(text: str, today: dt.date) -> str:
        del today
        if text not in words:
            raise Unusable([(text, nearest(text, words))])
        return text

    return _declared(words[0], UrlParameter(name, take, str, kept))


def some_of(
    words: Sequence[str], name: str = "", *, default: tuple[str, ...] = (), kept: bool = False
) -> Any:
    """Declare a choice of any number of words, in the order of ``words``."""

    def take(text: str, today: dt.date) -> tuple[str, ...]:
        del today
        asked = [] if text == NOTHING else _parts(text)
        known = ordered(asked, words)
        if unknown := [(part, nearest(part, words)) for part in asked if part not in words]:
            raise Unusable(unknown, known or None)
        return known

    return _declared(default, UrlParameter(name, take, lambda chosen: ",".join(chosen) or NOTHING, kept))


def past_day(name: str = "", *, kept: bool = False) -> Any:
    """Declare a day, today at the latest; a year or month stands for its last day. None by default."""

    def take(text: str, today: dt.date) -> dt.date:
        try:
            day = asked_date(text).last
        except ValueError:
            raise Unusable([(text, "")]) from None
        if day > today:
            raise Unusable([(text, today.isoformat())])
        return day

    return _declared(None, UrlParameter(name, take, lambda day: day.isoformat(), kept))


def written_date(name: str = "", *, kept: bool = False) -> Any:
    """Declare a day, month or year that is kept as written; it may be in the future. Empty by default."""

    def take(text: str, today: dt.date) -> str:
        del today
        try:
            asked_date(text)
        except ValueError:
            raise Unusable([(text, "")]) from None
        return text

    return _declared("", UrlParameter(name, take, str, kept))


def calendar_year(name: str = "", *, kept: bool = False) -> Any:
    """Declare a year; None by default."""

    def take(text: str, today: dt.date) -> int:
        if not (text.isdecimal() and 1800 <= int(text) <= today.year + 50):
            raise Unusable([(text, str(today.year))])
        return int(text)

    return _declared(None, UrlParameter(name, take, str, kept))


def whole_number(most: int, name: str = "", *, kept: bool = False) -> Any:
    """Declare a number from 1 to ``most``; None by default."""

    def take(text: str, today: dt.date) -> int:
        del today
        if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) >= 1):
            raise Unusable([(text, "")])
        if int(text) > most:
            raise Unusable([(text, str(most))], most)
        return int(text)

    return _declared(None, UrlParameter(name, take, str, kept))


def free_text(longest: int, name: str = "", *, kept: bool = False) -> Any:
    """Declare a text; one that is too long is rejected, since a truncated statement has another meaning."""

    def take(text: str, today: dt.date) -> str:
        del today
        if len(text) > longest:
            raise Unusable([(text, "")])
        return text

    return _declared("", UrlParameter(name, take, str, kept))


def named_values(longest: int, name: str = "", *, kept: bool = False) -> Any:
    """Declare names with their values, encoded like a query string."""

    def take(text: str, today: dt.date) -> tuple[tuple[str, str], ...]:
        del today
        if len(text) > longest:
            raise Unusable([(text, "")])
        return tuple(dict(parse_qsl(text, keep_blank_values=True)).items())

    return _declared((), UrlParameter(name, take, urlencode, kept))


def node_id(name: str = "", *, kept: bool = False) -> Any:
    """Declare an id or another name that only the store knows; empty by default."""
    return _declared("", UrlParameter(name, lambda text, today: text, str, kept))


def node_ids(name: str = "", *, most: int = MOST_IDS, kept: bool = False) -> Any:
    """Declare up to ``most`` ids."""

    def take(text: str, today: dt.date) -> tuple[str, ...]:
        del today
        asked = tuple(dict.fromkeys(part for part in _parts(text) if len(part) <= LONGEST_ID))
        if len(asked) > most:
            raise Unusable([(part, "") for part in asked[most:]], asked[:most])
        return asked

    return _declared((), UrlParameter(name, take, ",".join, kept))


def flag(name: str = "", *, kept: bool = False) -> Any:
    """Declare a switch that is off by default."""

    def take(text: str, today: dt.date) -> bool:
        del today
        if text != YES:
            raise Unusable([(text, YES)])
        return True

    return _declared(False, UrlParameter(name, take, lambda value: YES, kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What every page has in its URL.

    :param home: id of the home, or empty for that of the settings
    :param as_of: the day; None for today
    :param known_as_of: the day by which what is shown had to be known; None for everything known today
    :param problems: parts of the URL that cannot be used
    """

    lang: str = one_of(LANGUAGES, kept=True)
    home: str = node_id(kept=True)
    as_of: dt.date | None = past_day(kept=True)
    known_as_of: dt.date | None = past_day(kept=True)
    problems: tuple[Problem, ...] = field(default=(), compare=False)


State = TypeVar("State", bound=PageState)


#: The parameters of each kind of state, worked out once.
_KNOWN: dict[type[PageState], Mapping[str, UrlParameter]] = {}


def parameters_of(kind: type[PageState]) -> Mapping[str, UrlParameter]:
    """Return the parameters of a state by the name of their field, in the order used in links."""
    if kind not in _KNOWN:
        _KNOWN[kind] = {
            entry.name: replace(parameter, name=parameter.name or entry.name)
            for entry in fields(kind)
            if (parameter := entry.metadata.get(_PARAMETER)) is not None
        }
    return _KNOWN[kind]


def read(
    kind: type[State],
    parameters: Mapping[str, Sequence[str]],
    *,
    default_lang: str,
    today: dt.date,
    others: Iterable[type[PageState]] = (),
) -> State:
    """Return the state that query parameters describe.

    :param parameters: name -> values from the URL; the last of several values counts
    :param today: latest day that can be requested
    :param others: states of other pages, whose parameters are passed over; any other name is a problem
    """
    last = {name: values[-1].strip() for name, values in parameters.items() if values}
    problems: list[Problem] = []
    found: dict[str, Any] = {"lang": default_lang}
    for attribute, parameter in parameters_of(kind).items():
        if not (text := last.pop(parameter.name, "")):
            continue
        try:
            found[attribute] = parameter.take(text, today)
        except Unusable as error:
            problems += [Problem(parameter.name, value, near) for value, near in error.problems]
            if error.rest is not None:
                found[attribute] = error.rest
    kinds: list[type[PageState]] = [kind, *others]
    known = [parameter.name for one in kinds for parameter in parameters_of(one).values()]
    problems += [
        Problem(name, text, nearest(name, known)) for name, text in last.items() if name not in known
    ]
    return kind(**found, problems=tuple(problems))


def write(state: PageState, *, default_lang: str) -> dict[str, str]:
    """Return the query parameters of a state; default values are left out to keep links short."""
    first = type(state)(lang=default_lang)
    return {
        parameter.name: parameter.give(value)
        for attribute, parameter in parameters_of(type(state)).items()
        if (value := getattr(state, attribute)) != getattr(first, attribute)
    }


def taken_over(state: PageState, kind: type[State]) -> State:
    """Return the initial state of a page with what it keeps from the page left."""
    return kind(
        **{
            attribute: getattr(state, attribute)
            for attribute, parameter in parameters_of(kind).items()
            if parameter.kept and hasattr(state, attribute)
        }
    )


def ordered(chosen: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return ``chosen`` in the order of ``words``."""
    taken = set(chosen)
    return tuple(word for word in words if word in taken)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
