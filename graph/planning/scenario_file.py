"""Files of what-if scenarios: reading one and checking it against the world that it changes. Pure.

A scenario is a TOML file::

    name = "Sign Netanya, close one consulate, go to Trier"
    as_of = 2020-12-31

    [[sign]]
    partner = "netanya"
    kind = "sister_city"
    date = 2020-06-01

    [[end]]
    partner = "marathon"
    date = 2020-03-01

    [[close]]
    post = "consulate-general-of-somewhere"
    date = 2020-07-01

    [[visit]]
    partner = "trier"
    direction = "outbound"
    level = "mayor"
    date = 2020-09-15
    topics = ["trade"]

    [[event]]
    partner = "zoetermeer"
    kind = "anniversary"
    date = 2020-07-14
    status = "planned"
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from msgspec import Struct

from graph.errors import ConfigurationError
from graph.facts.world import World
from graph.model.partial_date import FIRST_DAY, LAST_DAY, DayOutOfRange, PartialDate, asked_date
from graph.model.vocabulary import VOCABULARIES
from graph.settings.toml_text import SettingPath, parse_toml, place_of
from graph.settings.typed import dotted, read_as
from graph.strength.config import StrengthConfig, default_config, fold
from graph.suggest import near_matches

#: Kinds of tie between two places below a country.
_OF_PLACES = ("sister_city", "friendly_exchange_city", "province_level_tie", "district_level_tie")
#: Settings that are words of a vocabulary.
_VOCABULARIES = {
    "sign.kind": "tie_kind",
    "visit.direction": "direction",
    "visit.level": "level",
    "visit.mode": "mode",
    "event.status": "happening_status",
}

#: Settings that a change may lack. It is looked at last, since a wrong one tells more.
_OPTIONAL = {"topics", "mode", "status"}


class SignChange(Struct, forbid_unknown_fields=True):
    """A tie that is signed."""

    partner: str = ""
    kind: str = ""
    date: Any = ""


class EndChange(Struct, forbid_unknown_fields=True):
    """A tie that ends."""

    partner: str = ""
    date: Any = ""


class CloseChange(Struct, forbid_unknown_fields=True):
    """A consulate that closes."""

    post: str = ""
    date: Any = ""


class VisitChange(Struct, forbid_unknown_fields=True):
    """A visit that takes place."""

    partner: str = ""
    direction: str = ""
    level: str = ""
    date: Any = ""
    topics: tuple[str, ...] = ()
    mode: str = ""


class EventChange(Struct, forbid_unknown_fields=True):
    """An event that takes place."""

    partner: str = ""
    kind: str = ""
    date: Any = ""
    status: str = ""


class ScenarioFile(Struct, forbid_unknown_fields=True):
    """The content of a file."""

    sign: list[SignChange] = []
    end: list[EndChange] = []
    close: list[CloseChange] = []
    visit: list[VisitChange] = []
    event: list[EventChange] = []
    name: Any = ""
    as_of: Any = None


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """One change of a scenario.

    :param what: sign, end, close, visit or event
    :param values: its settings, dates as ISO text
    :param where: file and line
    """

    what: str
    values: Mapping[str, Any]
    where: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if scenario.

    :param as_of: day on which both worlds are compared; None for the latest of today and its changes
    """

    name: str
    changes: tuple[ScenarioChange, ...]
    as_of: dt.date | None = None


def read_scenario(text: str, where: str, world: World, config: StrengthConfig | None = None) -> Scenario:
    """Parse a scenario and check it against the world it changes.

    :param config: the numbers, which define the kinds of event and topics; None for the shipped ones
    :param where: name of the file, for errors
    :raises ConfigurationError: if anything is unreadable, unknown or missing; with file and line
    """
    raw = parse_toml(text, where)
    place = partial(place_of, text, where)
    file = read_as(ScenarioFile, raw, place)
    known = _Known(world, config or default_config())
    changes = []
    for what in (key for key in raw if key not in ("name", "as_of")):
        for number, entry in enumerate(raw[what]):
            values = {
                key: known.checked(value, (what, number, key), place((what, number, key)))
                for key, value in entry.items()
            }
            for key in getattr(file, what)[number].__struct_fields__:
                if key not in values and key not in _OPTIONAL:
                    raise ConfigurationError(
                        "the setting {name!r} lacks {key}",
                        name=what,
                        key=key,
                        where=place((what, number)),
                        hint="add it",
                    )
            changes.append(ScenarioChange(what, values, place((what, number))))
    _agree(changes, world)
    if not changes:
        raise ConfigurationError(
            "the scenario changes nothing",
            where=where,
            hint="write [[sign]], [[end]], [[close]], [[visit]] or [[event]]",
        )
    day = (
        PartialDate.parse(_date(file.as_of, "as_of", place(("as_of",)))).last
        if file.as_of is not None
        else None
    )
    return Scenario(str(file.name), tuple(changes), day)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a setting may refer to."""

    world: World
    config: StrengthConfig

    def checked(self, value: Any, path: SettingPath, where: str) -> object:
        """Return the value of a setting; a date as ISO text.

        :raises ConfigurationError: if it refers to nothing that is known
        """
        world, setting, key = self.world, dotted(path), path[-1]
        if key == "date":
            return _date(value, setting, where)
        if key == "topics":
            topics = {*self.config.topic_sectors, *self.config.topic_kinds}
            for topic in value:
                _among(fold(topic), topics, where)
            return tuple(value)
        if key == "partner":
            if value == world.home.id:
                raise ConfigurationError(
                    "{name!r} is the home itself", name=value, where=where, hint="name a partner"
                )
            _among(value, {*world.partners, *(party.id for party in world.cities)}, where, what="partner")
        elif key == "post":
            _among(value, {post.id for post in world.consulates}, where, what="post")
        elif setting == "event.kind":
            _among(value, self.config.events, where)
        elif not (vocabulary := VOCABULARIES[_VOCABULARIES[setting]]).open:
            _among(value, vocabulary.words, where)
        return str(value)


def _agree(changes: Iterable[ScenarioChange], world: World) -> None:
    """Check that the changes can be made in this world.

    :raises ConfigurationError: for one that cannot
    """
    signed: dict[str, str] = {}
    earliest = _earliest(world)
    for change in changes:
        partner = str(change.values.get("partner", ""))
        bond = world.partners.get(partner)
        if earliest and PartialDate(change.values["date"]).last < earliest:
            raise ConfigurationError(
                "the change lies before anything that is recorded",
                where=change.where,
                hint="the first record is of {day}",
                day=earliest,
            )
        if change.what == "sign":
            if change.values["kind"] == "sister_port" and not (bond and bond.party.label == "Port"):
                raise ConfigurationError(
                    "{name!r} is no port, and a tie of ports joins two",
                    name=partner,
                    where=change.where,
                    hint="choose another partner or kind",
                )
            label = bond.party.label if bond else "City"
            if change.values["kind"] in _OF_PLACES and label not in ("City", "Region"):
                raise ConfigurationError(
                    "{name!r} is no city, province or state, which such a tie joins",
                    name=partner,
                    where=change.where,
                    hint="choose another partner or kind",
                )
            if partner in signed:
                raise ConfigurationError(
                    "{name!r} is signed twice", name=partner, where=change.where, hint="leave one of them out"
                )
            signed[partner] = str(change.values["date"])
        if change.what == "end":
            days = [
                entry.steps["signed"]
                for tie in (bond.facts.ties if bond else ())
                for entry in tie.tie_statements
                if "signed" in entry.steps
            ]
            known = [*days, *([signed[partner]] if partner in signed else [])]
            if not known:
                raise ConfigurationError(
                    "with {name!r} nothing is signed that could end",
                    name=partner,
                    where=change.where,
                    hint="leave it out",
                )
            first = min((PartialDate(day).first for day in known if day), default=None)
            if first and PartialDate(change.values["date"]).last < first:
                raise ConfigurationError(
                    "the tie with {name!r} was signed later, on {day}",
                    name=partner,
                    day=first,
                    where=change.where,
                    hint="give a later date",
                )


def _earliest(world: World) -> dt.date | None:
    """Return the first day of anything recorded; None if nothing is."""
    facts = [partner.facts for partner in world.partners.values()]
    dates = [
        date
        for entry in facts
        for tie in entry.ties
        for told in tie.tie_statements
        for date in told.steps.values()
    ]
    dates += [contact.start for entry in facts for contact in entry.contacts]
    dates += [told.begin for entry in facts for channel in entry.channels for told in channel.existence]
    return min((PartialDate(date).first for date in dates if date), default=None)


def _date(value: object, setting: str, where: str) -> str:
    try:
        return asked_date(value.isoformat() if isinstance(value, dt.date) else str(value)).text
    except DayOutOfRange:
        raise ConfigurationError(
            "{value} in the setting {name!r} cannot be asked of",
            value=str(value),
            name=setting,
            where=where,
            hint="days go from {first} to {last}",
            first=FIRST_DAY,
            last=LAST_DAY,
        ) from None
    except ValueError:
        raise ConfigurationError(
            "{value!r} in the setting {name!r} is no date",
            value=str(value),
            name=setting,
            where=where,
            hint="write 2020-01-22",
        ) from None


def _among(name: str, known: Iterable[str], where: str, *, what: str = "word") -> None:
    choices = sorted(known)
    if name in choices:
        return
    near = near_matches(name, choices)
    hint = "did you mean {near:or}?" if near else "known are {known}" if len(choices) < 40 else ""
    values = {"name": name, "near": near, "known": choices}
    if what == "partner":
        raise ConfigurationError("there is no place {name!r}", where=where, hint=hint, **values)
    if what == "post":
        raise ConfigurationError("there is no post {name!r}", where=where, hint=hint, **values)
    raise ConfigurationError("the word {name!r} is not known", where=where, hint=hint, **values)
