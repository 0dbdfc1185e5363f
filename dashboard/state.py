"""What a page shows, as the URL says it: a link opens the same picture anywhere.

Pure: query parameters in, a state and what was wrong with them out. An unknown value is told and replaced by the nearest sensible one.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.texts import LANGUAGES
from graph.board import Lane
from graph.circle import Activity, Line, Ring
from graph.dates import PartialDate
from graph.vocabulary import VOCABULARIES

#: What can be switched on and off, partners first.
KINDS = (*(ring.value for ring in Ring), "port", "consulate", "organisation")
SHOWN_AT_FIRST = tuple(ring.value for ring in Ring)
CONTINENTS = VOCABULARIES["continent"].words
LINES = tuple(line.value for line in Line)
ACTIVITIES = tuple(entry.value for entry in Activity)
VIEWS = ("circle", "list")
#: Of the ranking: what is ranked, in which order, whether in words or figures.
RANKED = ("partners", "countries")
ORDERS = ("region", "strength")
FIGURES = ("words", "figures")
#: Rows of the board.
LANES = tuple(lane.value for lane in Lane)
#: Stands in the URL for a list from which everything was taken.
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of the URL that cannot be used.

    :param name: the parameter
    :param value: what it said
    :param near: what it may have meant, or empty
    """

    name: str
    value: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows.

    :param as_of: the day; None for the last day the records tell of
    :param chosen: id of the chosen partner, or empty
    :param kinds: what is switched on
    :param continents: only these; empty for all
    :param lines: only ties that stand so; empty for all
    :param activities: only partners of whose contact this is known; empty for all
    :param view: ``circle`` or ``list``
    :param of: what is ranked: partners, or whole countries and areas
    :param order: by region of the world, or by strength
    :param lanes: rows of the board that are shown
    :param show: strength in ``words``, or with its ``figures``
    """

    lang: str = "zh"
    as_of: dt.date | None = None
    chosen: str = ""
    kinds: tuple[str, ...] = SHOWN_AT_FIRST
    continents: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    view: str = "circle"
    of: str = RANKED[0]
    order: str = ORDERS[0]
    show: str = FIGURES[0]
    lanes: tuple[str, ...] = LANES
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def filters(self) -> int:
        """How many of the further filters are in use."""
        return sum(bool(entry) for entry in (self.continents, self.lines, self.activities))


#: The lists of the state by their names in the URL, with the words they take.
_LISTS: dict[str, tuple[str, Sequence[str]]] = {
    "kinds": ("kinds", KINDS),
    "continents": ("continents", CONTINENTS),
    "ties": ("lines", LINES),
    "contact": ("activities", ACTIVITIES),
    "lanes": ("lanes", LANES),
}
_SINGLE = ("lang", "as_of", "partner", "view", "of", "order", "show")
#: Those that take one word of a list.
_WORDS: dict[str, Sequence[str]] = {"view": VIEWS, "of": RANKED, "order": ORDERS, "show": FIGURES}


def read(parameters: Mapping[str, Sequence[str]], *, default_lang: str, today: dt.date) -> PageState:
    """The state that query parameters describe.

    :param parameters: name -> values, as the URL has them; of several values the last counts
    :param today: no later day can be asked for
    """
    last = {name: values[-1].strip() for name, values in parameters.items() if values}
    problems: list[Problem] = []

    def word(name: str, words: Sequence[str], otherwise: str) -> str:
        value = last.get(name, "")
        if value in words or not value:
            return value or otherwise
        problems.append(Problem(name, value, _near(value, words)))
        return otherwise

    lang = word("lang", LANGUAGES, default_lang)
    single = {name: word(name, words, words[0]) for name, words in _WORDS.items()}
    as_of: dt.date | None = None
    if asked := last.get("as_of", ""):
        try:
            day = PartialDate.parse(asked).last
        except ValueError:
            problems.append(Problem("as_of", asked))
        else:
            if day > today:
                problems.append(Problem("as_of", asked, today.isoformat()))
            else:
                as_of = day
    lists: dict[str, tuple[str, ...]] = {}
    for name, (attribute, words) in _LISTS.items():
        if not (value := last.get(name, "")):
            continue
        asked_words = [] if value == NOTHING else [part.strip() for part in value.split(",") if part.strip()]
        problems += [Problem(name, part, _near(part, words)) for part in asked_words if part not in words]
        known = tuple(entry for entry in words if entry in asked_words)
        if known or value == NOTHING:
            lists[attribute] = known
    problems += [Problem(name, last[name], _near(name, (*_SINGLE, *_LISTS))) for name in last if name not in (*_SINGLE, *_LISTS)]
    return PageState(
        lang=lang,
        as_of=as_of,
        chosen=last.get("partner", ""),
        kinds=lists.get("kinds", SHOWN_AT_FIRST),
        continents=lists.get("continents", ()),
        lines=lists.get("lines", ()),
        activities=lists.get("activities", ()),
        lanes=lists.get("lanes", LANES),
        **single,
        problems=tuple(problems),
    )


def write(state: PageState, *, default_lang: str) -> dict[str, str]:
    """The query parameters of a state; what is as at first is left out, so that links stay short."""
    found: dict[str, str] = {}
    if state.lang != default_lang:
        found["lang"] = state.lang
    if state.as_of:
        found["as_of"] = state.as_of.isoformat()
    if state.chosen:
        found["partner"] = state.chosen
    if state.kinds != SHOWN_AT_FIRST:
        found["kinds"] = ",".join(state.kinds) or NOTHING
    if state.lanes != LANES:
        found["lanes"] = ",".join(state.lanes) or NOTHING
    for name, attribute in (("continents", state.continents), ("ties", state.lines), ("contact", state.activities)):
        if attribute:
            found[name] = ",".join(attribute)
    for name, words in _WORDS.items():
        if (value := getattr(state, name)) != words[0]:
            found[name] = value
    return found


def ordered(chosen: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
    """``chosen`` in the order of ``words``."""
    taken = set(chosen)
    return tuple(word for word in words if word in taken)


def _near(value: str, words: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(value, list(words), n=1)), "")
