"""The state of a page as the URL describes it: a link opens the same view anywhere.

Pure: maps query parameters to a state and a list of problems. An unknown value is reported and replaced by
the nearest valid one. :data:`PARAMETERS` declares the name, the state attribute and the values of every
parameter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard.core.texts import LANGUAGES
from graph.circle import Activity, Ring, TieLine
from graph.model.partial_date import asked_date
from graph.model.vocabulary import VOCABULARIES
from graph.planning.board import Lane
from graph.suggest import nearest
from ingest.entries import ENTRY_TABLES
from queries.console.limits import MOST_ROWS, MOST_SECONDS
from queries.subgraph import SHOWN_LABELS

#: Kinds of nodes that can be switched on and off, partners first.
KINDS = (*(ring.value for ring in Ring), "port", "consulate", "organisation")
SHOWN_AT_FIRST = tuple(ring.value for ring in Ring)
CONTINENTS = VOCABULARIES["continent"].words
LINES = tuple(line.value for line in TieLine)
ACTIVITIES = tuple(entry.value for entry in Activity)
VIEWS = ("circle", "list")
#: Layers of the map besides ports and consulates, which are kinds; only the first is on by default.
LAYERS = ("ties", "routes", "projects")
#: Options of the ranking: what is ranked, in which order, and whether in words or figures.
RANKED = ("partners", "countries")
ORDERS = ("region", "strength")
FIGURES = ("words", "figures")
#: Lists of the data page, in its order: catalogue queries, and how much is recorded of what and when.
LISTS = ("sources", "conflicts", "issues", "load_runs", "records", "coverage", "contents")
#: Rows of the board.
LANES = tuple(lane.value for lane in Lane)
#: Stands in the URL for an emptied list.
NOTHING = "none"
#: Stands in the URL for a flag that is set.
YES = "yes"
#: Arrangements of the canvas; the first is the default.
ARRANGEMENTS = ("force", "circle", "layered", "map")
#: Maximum number of nodes on the canvas.
MOST_NODES = 150
#: Maximum number of partners compared.
MOST_COMPARED = 4
#: Maximum number of ids in one parameter, and maximum length of an id in characters.
MOST_IDS, LONGEST_ID = 60, 120
#: Maximum length in characters of a console statement, and of its parameters, in a link.
LONGEST_STATEMENT, LONGEST_GIVEN = 4_000, 2_000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """The state of a page.

    :param home: id of the home, or empty for that of the settings
    :param as_of: the day; None for the last day covered by the records
    :param chosen: id of the chosen partner, or empty
    :param grown: id of the partner whose own ports, organisations and visits are shown around it, or empty
    :param pinned: ids that stay visible regardless of the filters
    :param hidden: ids removed from the drawing
    :param focus: whether only the chosen partner is highlighted
    :param opened: codes of the groups whose members are drawn individually
    :param kinds: kinds that are switched on
    :param continents: continents to filter by; empty for all
    :param lines: tie states to filter by; empty for all
    :param activities: contact states to filter partners by; empty for all
    :param view: ``circle`` or ``list``
    :param layers: map layers that are switched on
    :param of: what is ranked: partners, or whole countries and areas
    :param order: by region of the world, or by strength
    :param lanes: rows of the board that are shown
    :param show: strength in ``words``, or with its ``figures``
    :param since: first day of the period, in the precision given, or empty
    :param until: last day of the period, likewise
    :param year: the year shown; None for the last one
    :param compared: ids of the partners compared
    :param nodes: ids on the canvas
    :param picked: ids selected on the canvas
    :param arrangement: arrangement of the canvas
    :param labels_off: labels that are switched off
    :param criterion: property by which the canvas is filtered, or empty
    :param values: values of the criterion that are shown
    :param colour_by: property that colours the nodes, or empty for their labels
    :param size_by: property that sizes the nodes, or empty
    :param query: name of the catalogue query in the console, or empty
    :param cypher: a statement in the console that differs from the catalogue, or empty
    :param given: parameters of the statement as written
    :param rows: maximum number of rows; None for the default
    :param seconds: time limit in seconds; None for the default
    :param table: table of the manual entry form
    :param listed: list of the data page that is shown
    """

    lang: str = "zh"
    home: str = ""
    as_of: dt.date | None = None
    chosen: str = ""
    grown: str = ""
    pinned: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    focus: bool = False
    opened: tuple[str, ...] = ()
    kinds: tuple[str, ...] = SHOWN_AT_FIRST
    continents: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    view: str = VIEWS[0]
    layers: tuple[str, ...] = LAYERS[:1]
    of: str = RANKED[0]
    order: str = ORDERS[0]
    show: str = FIGURES[0]
    lanes: tuple[str, ...] = LANES
    since: str = ""
    until: str = ""
    year: int | None = None
    compared: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    arrangement: str = ARRANGEMENTS[0]
    labels_off: tuple[str, ...] = ()
    criterion: str = ""
    values: tuple[str, ...] = ()
    colour_by: str = ""
    size_by: str = ""
    query: str = ""
    cypher: str = ""
    given: tuple[tuple[str, str], ...] = ()
    rows: int | None = None
    seconds: int | None = None
    table: str = ENTRY_TABLES[0]
    listed: str = LISTS[0]
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def filters(self) -> int:
        """Number of further filters in use."""
        return sum(bool(entry) for entry in (self.continents, self.lines, self.activities))


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
    """A query parameter.

    :param attribute: attribute of the state
    :param take: maps the text of the URL and today's date to the value; :raises Unusable: if it is invalid
    :param give: maps the value to the text
    """

    name: str
    attribute: str
    take: Callable[[str, dt.date], Any]
    give: Callable[[Any], str]


def _word(name: str, words: Sequence[str], attribute: str = "") -> UrlParameter:
    def take(text: str, today: dt.date) -> str:
        del today
        if text not in words:
            raise Unusable([(text, _near(text, words))])
        return text

    return UrlParameter(name, attribute or name, take, str)


def _words(name: str, words: Sequence[str], attribute: str = "") -> UrlParameter:
    def take(text: str, today: dt.date) -> tuple[str, ...]:
        del today
        asked = [] if text == NOTHING else _parts(text)
        known = ordered(asked, words)
        if unknown := [(part, _near(part, words)) for part in asked if part not in words]:
            raise Unusable(unknown, known or None)
        return known

    return UrlParameter(name, attribute or name, take, lambda chosen: ",".join(chosen) or NOTHING)


def _day(name: str, attribute: str = "") -> UrlParameter:
    def take(text: str, today: dt.date) -> dt.date:
        try:
            day = asked_date(text).last
        except ValueError:
            raise Unusable([(text, "")]) from None
        if day > today:
            raise Unusable([(text, today.isoformat())])
        return day

    return UrlParameter(name, attribute or name, take, lambda day: day.isoformat())


def _moment(name: str, attribute: str = "") -> UrlParameter:
    """A day, month or year that is kept as written; it may be in the future."""

    def take(text: str, today: dt.date) -> str:
        del today
        try:
            asked_date(text)
        except ValueError:
            raise Unusable([(text, "")]) from None
        return text

    return UrlParameter(name, attribute or name, take, str)


def _year(name: str) -> UrlParameter:
    def take(text: str, today: dt.date) -> int:
        if not (text.isdecimal() and 1800 <= int(text) <= today.year + 50):
            raise Unusable([(text, str(today.year))])
        return int(text)

    return UrlParameter(name, name, take, str)


def _number(name: str, most: int) -> UrlParameter:
    def take(text: str, today: dt.date) -> int:
        del today
        if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) >= 1):
            raise Unusable([(text, "")])
        if int(text) > most:
            raise Unusable([(text, str(most))], most)
        return int(text)

    return UrlParameter(name, name, take, str)


def _text(name: str, longest: int) -> UrlParameter:
    """A free text; one that is too long is rejected, since a truncated statement has another meaning."""

    def take(text: str, today: dt.date) -> str:
        del today
        if len(text) > longest:
            raise Unusable([(text, "")])
        return text

    return UrlParameter(name, name, take, str)


def _pairs(name: str, longest: int) -> UrlParameter:
    """Names with their values, encoded like a query string."""

    def take(text: str, today: dt.date) -> tuple[tuple[str, str], ...]:
        del today
        if len(text) > longest:
            raise Unusable([(text, "")])
        return tuple(dict(parse_qsl(text, keep_blank_values=True)).items())

    return UrlParameter(name, name, take, urlencode)


def _id(name: str, attribute: str = "") -> UrlParameter:
    return UrlParameter(name, attribute or name, lambda text, today: text, str)


def _ids(name: str, attribute: str = "", most: int = MOST_IDS) -> UrlParameter:
    def take(text: str, today: dt.date) -> tuple[str, ...]:
        del today
        asked = tuple(dict.fromkeys(part for part in _parts(text) if len(part) <= LONGEST_ID))
        if len(asked) > most:
            raise Unusable([(part, "") for part in asked[most:]], asked[:most])
        return asked

    return UrlParameter(name, attribute or name, take, ",".join)


def _flag(name: str, attribute: str = "") -> UrlParameter:
    def take(text: str, today: dt.date) -> bool:
        del today
        if text != YES:
            raise Unusable([(text, YES)])
        return True

    return UrlParameter(name, attribute or name, take, lambda value: YES)


#: Every parameter, in the order used in links.
PARAMETERS = (
    _word("lang", LANGUAGES),
    _id("home"),
    _day("as_of"),
    _id("partner", "chosen"),
    _id("expand", "grown"),
    _flag("focus"),
    _ids("pinned"),
    _ids("hidden"),
    _ids("open", "opened"),
    _words("kinds", KINDS),
    _words("lanes", LANES),
    _words("continents", CONTINENTS),
    _words("ties", LINES, "lines"),
    _words("contact", ACTIVITIES, "activities"),
    _word("view", VIEWS),
    _words("layers", LAYERS),
    _word("of", RANKED),
    _word("order", ORDERS),
    _word("show", FIGURES),
    _moment("since"),
    _moment("until"),
    _year("year"),
    _ids("with", "compared", most=MOST_COMPARED),
    _ids("nodes", most=MOST_NODES),
    _ids("picked", most=MOST_NODES),
    _word("layout", ARRANGEMENTS, "arrangement"),
    _words("off", SHOWN_LABELS, "labels_off"),
    _id("where", "criterion"),
    _ids("values"),
    _id("colour", "colour_by"),
    _id("size", "size_by"),
    _id("query"),
    _text("cypher", LONGEST_STATEMENT),
    _pairs("given", LONGEST_GIVEN),
    _number("rows", MOST_ROWS),
    _number("seconds", MOST_SECONDS),
    _word("table", ENTRY_TABLES),
    _word("list", LISTS, "listed"),
)


def read(parameters: Mapping[str, Sequence[str]], *, default_lang: str, today: dt.date) -> PageState:
    """Return the state that query parameters describe.

    :param parameters: name -> values from the URL; the last of several values counts
    :param today: latest day that can be requested
    """
    last = {name: values[-1].strip() for name, values in parameters.items() if values}
    problems: list[Problem] = []
    found: dict[str, Any] = {"lang": default_lang}
    for parameter in PARAMETERS:
        if not (text := last.pop(parameter.name, "")):
            continue
        try:
            found[parameter.attribute] = parameter.take(text, today)
        except Unusable as error:
            problems += [Problem(parameter.name, value, near) for value, near in error.problems]
            if error.rest is not None:
                found[parameter.attribute] = error.rest
    known = [parameter.name for parameter in PARAMETERS]
    problems += [Problem(name, text, _near(name, known)) for name, text in last.items() if name not in known]
    return replace(PageState(**found), problems=tuple(problems))


def write(state: PageState, *, default_lang: str) -> dict[str, str]:
    """Return the query parameters of a state; default values are left out to keep links short."""
    first = PageState(lang=default_lang)
    return {
        parameter.name: parameter.give(value)
        for parameter in PARAMETERS
        if (value := getattr(state, parameter.attribute)) != getattr(first, parameter.attribute)
    }


def ordered(chosen: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return ``chosen`` in the order of ``words``."""
    taken = set(chosen)
    return tuple(word for word in words if word in taken)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _near(value: str, words: Iterable[str]) -> str:
    return nearest(value, words)
