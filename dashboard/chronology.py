"""What happened with whom, in the order of time: visits, events and signatures of a home with its partners. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.situation import Situation, View
from graph.strength_facts import Held

#: Lanes of the time line with their colours: what was signed, who came, who went, what both did.
LANES = {"step": "#1b1e23", "in": "#0072b2", "out": "#e69f00", "both": "#8f4d8a"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One visit, event or step with all the partners it was with."""

    held: Held
    partners: tuple[str, ...]

    @property
    def lane(self) -> str:
        """One of :data:`LANES`."""
        return "step" if self.held.what == "step" else self.held.way


@dataclass(frozen=True, slots=True)
class Shift:
    """How a partner stood at the beginning and at the end of a period; None where nothing was there yet."""

    partner: str
    before: View | None
    after: View


def happenings(situation: Situation, continents: Collection[str] = (), partners: Collection[str] = ()) -> list[Happening]:
    """Everything by the day, oldest first.

    :param continents: only with partners there; empty for all
    :param partners: only with these; empty for all
    """
    found: dict[str, tuple[Held, list[str]]] = {}
    for view in _views(situation, continents, partners):
        for held in view.contacts:
            found.setdefault(held.id, (held, []))[1].append(view.id)
    every = [Happening(held, tuple(sorted(names))) for held, names in found.values()]
    return sorted(every, key=lambda entry: (entry.held.day, entry.held.id))


def within(every: Iterable[Happening], since: dt.date, until: dt.date) -> list[Happening]:
    """Those that can have been in a period."""
    return [entry for entry in every if entry.held.last >= since.toordinal() and entry.held.first <= until.toordinal()]


def shifts(before: Situation, after: Situation, continents: Collection[str] = (), least: float = 1.0) -> list[Shift]:
    """Partners whose strength differs by at least so many points, the largest difference first."""
    found = []
    for view in _views(after, continents, ()):
        if not view.bond.tied:
            continue
        earlier = before.views.get(view.id)
        if abs(view.strength - (earlier.strength if earlier else 0.0)) >= least:
            found.append(Shift(view.id, earlier, view))
    return sorted(found, key=lambda entry: (-abs(entry.after.strength - (entry.before.strength if entry.before else 0.0)), entry.partner))


def _views(situation: Situation, continents: Collection[str], partners: Collection[str]) -> list[View]:
    """A country or area that is no partner itself gathers what is inside it and would say everything twice."""
    return [
        view
        for view in situation.views.values()
        if (view.bond.tied or view.party.label != "CountryOrArea")
        and (not continents or view.party.continent in continents)
        and (not partners or view.id in partners)
    ]
