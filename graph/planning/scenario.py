"""What-if scenarios: a copy of the world with changes, and the differences. Nothing is stored. Pure.

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
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import ConfigurationError
from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact, Existence, LinkFacts, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Partner, World
from graph.model.partial_date import FIRST_DAY, LAST_DAY, DayOutOfRange, PartialDate, asked_date
from graph.model.vocabulary import VOCABULARIES
from graph.planning.board import BoardCard, board
from graph.planning.distribution import Distribution, distribution
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.planning.gaps import find_gaps
from graph.strength.config import StrengthConfig, default_config, fold
from graph.suggest import near_matches
from graph.world_on_date import WorldOnDate

#: Kinds of tie between two places below a country.
_OF_PLACES = ("sister_city", "friendly_exchange_city", "province_level_tie", "district_level_tie")
#: Id of the source of everything that a scenario adds.
SOURCE = "scenario"
_KEYS: Mapping[str, Mapping[str, str]] = {
    # setting to the type of its value; ``word:`` precedes the name of a vocabulary
    "sign": {"partner": "partner", "kind": "word:tie_kind", "date": "date"},
    "end": {"partner": "partner", "date": "date"},
    "close": {"post": "post", "date": "date"},
    "visit": {
        "partner": "partner",
        "direction": "word:direction",
        "level": "word:level",
        "date": "date",
        "topics": "topics",
        "mode": "word:mode",
    },
    "event": {"partner": "partner", "kind": "event_kind", "date": "date", "status": "word:happening_status"},
}
_OPTIONAL = {"topics", "mode", "status"}


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


@dataclass(frozen=True, slots=True)
class StrengthShift:
    """The strength of a partner before and after."""

    partner: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """``after`` minus ``before``."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioComparison:
    """Two worlds side by side.

    :param shifts: partners whose strength changes, the largest change first
    :param ended: findings that disappear
    :param new: findings that appear
    :param cards_before: the board before; ``cards_after`` after
    """

    as_of: dt.date
    shifts: tuple[StrengthShift, ...]
    ended: tuple[Finding, ...]
    new: tuple[Finding, ...]
    before: WorldOnDate
    after: WorldOnDate
    cards_before: tuple[BoardCard, ...]
    cards_after: tuple[BoardCard, ...]
    spread_before: Distribution
    spread_after: Distribution


def read_scenario(text: str, where: str, world: World, config: StrengthConfig | None = None) -> Scenario:
    """Parse a scenario and check it against the world it changes.

    :param config: the numbers, which define the kinds of event and topics; None for the shipped ones
    :param where: name of the file, for errors
    :raises ConfigurationError: if anything is unreadable, unknown or missing; with file and line
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            "the file is no readable TOML",
            where=where,
            hint="texts stand in quotation marks ({reason})",
            reason=error,
        ) from error
    changes = []
    for key, value in raw.items():
        if key in ("name", "as_of"):
            continue
        _among(key, [*_KEYS, "name", "as_of"], key, f"{where}:{_line(text, key, 0)}")
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise ConfigurationError(
                "the setting {name!r} is a list of tables",
                name=key,
                where=f"{where}:{_line(text, key, 0)}",
                hint="write [[{name}]]",
            )
        changes += [
            _change(
                key, entry, _SettingPlace(text, where, key, number), _Known(world, config or default_config())
            )
            for number, entry in enumerate(value)
        ]
    _agree(changes, world)
    if not changes:
        raise ConfigurationError(
            "the scenario changes nothing",
            where=where,
            hint="write [[sign]], [[end]], [[close]], [[visit]] or [[event]]",
        )
    as_of = raw.get("as_of")
    day = (
        PartialDate.parse(_date(as_of, "as_of", f"{where}:{_line(text, 'as_of', 0)}")).last
        if as_of is not None
        else None
    )
    return Scenario(str(raw.get("name", "")), tuple(changes), day)


@dataclass(frozen=True, slots=True)
class _SettingPlace:
    """File and line of the settings of one table."""

    text: str
    where: str
    table: str
    number: int

    def __call__(self, setting: str) -> str:
        return f"{self.where}:{_line(self.text, self.table, self.number, setting)}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What a setting may refer to."""

    world: World
    config: StrengthConfig


def _change(what: str, entry: Mapping[str, Any], place: _SettingPlace, known: _Known) -> ScenarioChange:
    values: dict[str, Any] = {}
    for key, value in entry.items():
        _among(key, _KEYS[what], f"{what}.{key}", place(key))
        values[key] = _checked(value, _KEYS[what][key], f"{what}.{key}", place(key), known)
    for key in _KEYS[what]:
        if key not in values and key not in _OPTIONAL:
            raise ConfigurationError(
                "the setting {name!r} lacks {key}", name=what, key=key, where=place(""), hint="add it"
            )
    return ScenarioChange(what, values, place(""))


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


def signed_already(world: World, scenario: Scenario) -> list[tuple[ScenarioChange, str]]:
    """Return the ties to be signed that are signed already, each with its date; signing changes nothing."""
    found = []
    for change in scenario.changes:
        partner = world.partners.get(str(change.values.get("partner", ""))) if change.what == "sign" else None
        told = [
            entry
            for tie in (partner.facts.ties if partner else ())
            for entry in tie.tie_statements
            if entry.kind == change.values["kind"]
        ]
        days = [entry.steps["signed"] for entry in told if entry.steps.get("signed")]
        if days and PartialDate(min(days)).first <= PartialDate(change.values["date"]).last:
            found.append((change, min(days)))
    return found


def idle(scenario: Scenario, done: ScenarioComparison) -> list[ScenarioChange]:
    """Return the changes after the day on which both worlds are compared, which have no effect."""
    return [change for change in scenario.changes if PartialDate(change.values["date"]).first > done.as_of]


def _checked(value: object, kind: str, setting: str, where: str, names: _Known) -> object:
    world, config = names.world, names.config
    if kind == "date":
        return _date(value, setting, where)
    if kind == "topics":
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise ConfigurationError(
                "the setting {name!r} is a list of texts",
                name=setting,
                where=where,
                hint='write ["...", "..."]',
            )
        for entry in value:
            _among(fold(entry), {*config.topic_sectors, *config.topic_kinds}, entry, where, what="word")
        return tuple(value)
    if kind == "event_kind":
        _among(str(value), config.events, str(value), where, what="word")
    elif kind == "partner":
        if value == world.home.id:
            raise ConfigurationError(
                "{name!r} is the home itself", name=str(value), where=where, hint="name a partner"
            )
        known = {*world.partners, *(party.id for party in world.cities)}
        _among(str(value), known, str(value), where, what="partner")
    elif kind == "post":
        _among(str(value), {post.id for post in world.consulates}, str(value), where, what="post")
    else:
        vocabulary = VOCABULARIES[kind.removeprefix("word:")]
        if not vocabulary.open:
            _among(str(value), vocabulary.words, str(value), where, what="word")
    return str(value)


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


def _among(name: str, known: Iterable[str], setting: str, where: str, *, what: str = "setting") -> None:
    choices = sorted(known)
    if name in choices:
        return
    near = near_matches(name, choices)
    hint = "did you mean {near:or}?" if near else "known are {known}" if len(choices) < 40 else ""
    values = {"name": setting, "near": near, "known": choices}
    if what == "partner":
        raise ConfigurationError("there is no place {name!r}", where=where, hint=hint, **values)
    if what == "post":
        raise ConfigurationError("there is no post {name!r}", where=where, hint=hint, **values)
    if what == "word":
        raise ConfigurationError("the word {name!r} is not known", where=where, hint=hint, **values)
    raise ConfigurationError("unknown setting {name!r}", where=where, hint=hint, **values)


def _line(text: str, table: str, number: int, setting: str = "") -> int:
    """Return the line of a setting in table ``number`` of a name, or that of the table itself."""
    seen = -1
    inside = False
    head = 1
    for place, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+", line):
            inside = match[1] == table
            seen += inside
            inside = inside and seen == number
            if inside:
                head = place
        elif re.match(rf"\s*{re.escape(setting or table)}\s*=", line) and (
            inside or (not setting and seen < 0)
        ):
            return place
    return head


def applied(world: World, scenario: Scenario) -> World:
    """Return a copy of the world with the changes."""
    for number, change in enumerate(scenario.changes, start=1):
        world = _APPLY[change.what](world, change.values, f"{SOURCE}-{number}")
    return world


def _word(name: str) -> Statement:
    return Statement(name, SOURCE, "A", dt.date.min)


def _with(
    world: World, partner: str, change: Callable[[LinkFacts], LinkFacts], *, tied: bool = False
) -> World:
    """Return the world with other facts of a partner, and of its country or area, which gathers them."""
    partners = dict(world.partners)
    bond = partners.get(partner) or Partner(
        next(party for party in world.cities if party.id == partner), False, LinkFacts(partner=partner)
    )
    partners[partner] = replace(bond, tied=bond.tied or tied, facts=change(bond.facts))
    for whole in bond.party.within:
        if whole in partners and partners[whole].party.label == "CountryOrArea":
            partners[whole] = replace(partners[whole], facts=change(partners[whole].facts))
    return replace(world, partners=partners)


def _sign(world: World, values: Mapping[str, Any], name: str) -> World:
    told = TieStatement(
        statement=_word(name),
        kind=values["kind"],
        status="signed",
        steps={"signed": values["date"]},
        said=values["date"],
    )
    partner = world.partners.get(values["partner"])
    present = (
        next((tie for tie in partner.facts.ties if tie.family == "relation"), None)
        if partner and partner.tied
        else None
    )
    tie = (
        replace(present, tie_statements=(*present.tie_statements, told))
        if present
        else Tie(name, "relation", (told,))
    )

    def change(facts: LinkFacts) -> LinkFacts:
        others = tuple(entry for entry in facts.ties if entry.id != tie.id)
        return replace(facts, ties=(*others, tie))

    return _with(world, values["partner"], change, tied=True)


def _end(world: World, values: Mapping[str, Any], name: str) -> World:
    partner = world.partners.get(values["partner"])
    own = {tie.id for tie in partner.facts.ties} if partner else set()
    told = TieStatement(statement=_word(name), kind="", status="terminated", steps={}, said=values["date"])
    last = PartialDate(values["date"]).last

    def ended(tie: Tie) -> Tie:
        # Later statements found it in force, which it no longer is in this world.
        before = (
            entry for entry in tie.tie_statements if not entry.said or PartialDate(entry.said).first <= last
        )
        return replace(tie, tie_statements=(*before, told))

    def change(facts: LinkFacts) -> LinkFacts:
        return replace(facts, ties=tuple(ended(tie) if tie.id in own else tie for tie in facts.ties))

    return _with(world, values["partner"], change)


def _close(world: World, values: Mapping[str, Any], name: str) -> World:
    ending = Existence(_word(name), "", values["date"])
    partners = {}
    for identifier, partner in world.partners.items():
        channels = tuple(
            replace(entry, existence=(*entry.existence, ending)) if entry.id == values["post"] else entry
            for entry in partner.facts.channels
        )
        partners[identifier] = replace(partner, facts=replace(partner.facts, channels=channels))
    return replace(world, partners=partners)


def _visit(world: World, values: Mapping[str, Any], name: str) -> World:
    contact = Contact(
        id=name,
        what="visit",
        main=name,
        kind=values["direction"],
        level=values["level"],
        mode=values.get("mode", ""),
        topics=values.get("topics", ()),
        start=values["date"],
        statements=(_word(name),),
    )
    return _with(world, values["partner"], lambda facts: replace(facts, contacts=(*facts.contacts, contact)))


def _event(world: World, values: Mapping[str, Any], name: str) -> World:
    contact = Contact(
        id=name,
        what="event",
        main=name,
        kind=values["kind"],
        start=values["date"],
        status=values.get("status", "held"),
        statements=(_word(name),),
    )
    return _with(world, values["partner"], lambda facts: replace(facts, contacts=(*facts.contacts, contact)))


_APPLY: dict[str, Callable[[World, Mapping[str, Any], str], World]] = {
    "sign": _sign,
    "end": _end,
    "close": _close,
    "visit": _visit,
    "event": _event,
}


def compare(
    world: World,
    scenario: Scenario,
    config: StrengthConfig,
    rules: GapConfig,
    today: dt.date,
    known_as_of: dt.date | None = None,
) -> ScenarioComparison:
    """Compare both worlds on the day of the scenario.

    :param today: the day if the scenario has none and all its changes lie before it
    """
    dates = [PartialDate(change.values["date"]).last for change in scenario.changes]
    day = scenario.as_of or max([today, *dates])
    as_of = AsOf(day, known_as_of)
    before, after = WorldOnDate(world, config, as_of), WorldOnDate(applied(world, scenario), config, as_of)
    first, second = find_gaps(before, rules), find_gaps(after, rules)
    keys, other = {_key(entry) for entry in first}, {_key(entry) for entry in second}
    names = [name for name in sorted({*before.partners, *after.partners}) if _listed(after, name)]
    shifts = [StrengthShift(name, _strength(before, name), _strength(after, name)) for name in names]
    changed = [shift for shift in shifts if abs(shift.difference) > 1e-9]
    kinds, targets = rules["G11"].words("kinds"), rules["G11"].shares("targets")
    return ScenarioComparison(
        as_of=day,
        shifts=tuple(sorted(changed, key=lambda shift: (-abs(shift.difference), shift.partner))),
        ended=tuple(entry for entry in first if _key(entry) not in other),
        new=tuple(entry for entry in second if _key(entry) not in keys),
        before=before,
        after=after,
        cards_before=board(before),
        cards_after=board(after),
        spread_before=distribution(before, "continent", kinds, targets),
        spread_after=distribution(after, "continent", kinds, targets),
    )


def _listed(on_date: WorldOnDate, partner: str) -> bool:
    """Return whether a partner is listed; an untied country or area only repeats what is inside it."""
    view = on_date.partners.get(partner)
    return view is None or view.partner.tied or view.party.label != "CountryOrArea"


def _strength(on_date: WorldOnDate, partner: str) -> float:
    view = on_date.partners.get(partner)
    return view.strength if view else 0.0


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.partner, finding.subject, finding.case
