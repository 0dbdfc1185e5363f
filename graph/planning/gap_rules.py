"""The gap rules as data: titles, meanings, next steps, limits, and the changes an office makes to them.

They are shipped in ``profiles/gaps.toml``; an office's own file contains only differences: a rule switched
off, another limit, another severity. How a rule uses its limits is defined in :mod:`graph.planning.gaps`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from importlib import resources
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta, defstruct, structs

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.model.pauses import CalendarFile, Pauses, read_pauses
from graph.model.vocabulary import VOCABULARIES
from graph.planning.balance import INHABITED
from graph.settings.toml_text import SettingPath, parse_toml, place_of
from graph.settings.typed import Place, read_as, words
from graph.suggest import near_matches

#: Name of a target share: the id of an organisation of countries, or ``district/`` with the id of a
#: consulate. Two capital letters denote a continent.
_GROUP = re.compile(r"(?!(?-i:[A-Z]{2})$)(district/)?[a-z0-9]([a-z0-9_.-]*[a-z0-9])?", re.IGNORECASE)
#: Severities of a finding, most urgent first.
SEVERITIES = ("high", "medium", "low")

#: Table of the office's file with the times over which silence is not counted.
CALENDAR = "calendar"

Limit = float | bool | str | tuple[str, ...] | Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class GapRule:
    """A rule as in force.

    :param silence: tables in which it interprets missing records; a finding is certain only where these are
        declared complete
    :param limits: name to value: a number, a boolean, a word, words, or shares by name
    :param says: case to the sentence that describes it, with placeholders for the figures
    :param next: code of a next step to its sentence
    :param reasons: limit to the reason for its value
    :param paused: times over which silence is not counted
    """

    id: str
    title: Bilingual
    meaning: Bilingual
    ends: Bilingual
    severity: str
    silence: tuple[str, ...]
    limits: Mapping[str, Limit]
    says: Mapping[str, Bilingual]
    next: Mapping[str, Bilingual]
    reasons: Mapping[str, Bilingual] = field(default_factory=dict, compare=False)
    on: bool = True
    paused: Pauses = ()

    def number(self, name: str) -> float:
        """Return a limit that is a number."""
        return float(cast("float", self.limits[name]))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a limit that is a list of words."""
        return cast("tuple[str, ...]", self.limits[name])

    def shares(self, name: str) -> Mapping[str, float]:
        """Return a limit that gives shares by name."""
        return cast("Mapping[str, float]", self.limits[name])


@dataclass(frozen=True)
class GapConfig:
    """All rules in force. Created by :func:`load_gap_config`."""

    rules: Mapping[str, GapRule]

    def __getitem__(self, rule: str) -> GapRule:
        return self.rules[rule]

    @property
    def with_own_limits(self) -> tuple[GapRule, ...]:
        """The rules that have limits of their own to change; others share those of an earlier rule."""
        rules = list(self.rules.values())
        return tuple(
            rule
            for place, rule in enumerate(rules)
            if rule.limits and not any(before.limits is rule.limits for before in rules[:place])
        )

    def beside(self, further: Iterable[GapRule]) -> GapConfig:
        """Return these rules together with ``further`` ones."""
        return GapConfig({**self.rules, **{rule.id: rule for rule in further}})

    @cached_property
    def hash(self) -> str:
        """Digest of everything that can change a finding: twelve hexadecimal digits."""
        content = {
            rule.id: [
                rule.on,
                rule.severity,
                rule.silence,
                _plain(rule.limits),
                *(pause.text for pause in rule.paused),
            ]
            for rule in self.rules.values()
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]

    def choose(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the rules with these names, in upper or lower case.

        :raises ConfigurationError: for an unknown id, with near matches
        """
        known = {rule.casefold(): rule for rule in self.rules}
        found = []
        for name in wanted:
            if name.casefold() not in known:
                near = near_matches(name.upper(), known.values(), alike=0.5)
                raise ConfigurationError(
                    "there is no rule {name!r}",
                    name=name,
                    hint="did you mean {near:or}?" if near else "known are {known}",
                    near=near,
                    known=list(known.values()),
                )
            found.append(known[name.casefold()])
        return tuple(dict.fromkeys(found))


def _plain(limits: Mapping[str, Limit]) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in limits.items()}


@cache
def default_gap_config() -> GapConfig:
    """Return the shipped rules."""
    return load_gap_config()


@cache
def _shipped() -> Mapping[str, Any]:
    name = "profiles/gaps.toml"
    return parse_toml(resources.files("profiles").joinpath("gaps.toml").read_text(encoding="utf-8"), name)


def load_gap_config(*own: tuple[str, str]) -> GapConfig:
    """Return the shipped rules with the changes of an office.

    :param own: texts of TOML files with their origins; later ones take precedence
    :raises ConfigurationError: for an unknown rule or limit, a value out of range, or contradictory limits;
        with file and line
    """
    changed: dict[str, dict[str, Any]] = {name: {"limits": {}} for name in _shipped()}
    places: dict[SettingPath, str] = {}
    pauses: Pauses = ()
    for text, name in own:
        place = partial(place_of, text, name)
        given = _plain_limits(parse_toml(text, name))
        for rule, entry in structs.asdict(read_as(_own_rules(), given, place)).items():
            if entry is None:
                continue
            if rule == CALENDAR:
                pauses = read_pauses(entry.paused, place((CALENDAR, "paused")))
                continue
            limits = _own_limits(rule, entry.limits, place)
            changed[rule]["limits"] |= limits
            changed[rule] |= {key: given[rule][key] for key in ("on", "severity") if key in given[rule]}
            places |= {(rule, "limits", limit): place((rule, "limits", limit)) for limit in limits}
    rules = {name: _rule(name, raw, changed[name]) for name, raw in _shipped().items()}
    for name, raw in _shipped().items():
        if "like" in raw:
            rules[name] = replace(
                rules[name], limits=rules[raw["like"]].limits, reasons=rules[raw["like"]].reasons
            )
    _check_together(rules, places)
    return GapConfig({name: replace(rule, paused=pauses) for name, rule in rules.items()})


@cache
def _own_rules() -> Any:
    """Return the type of an office's own file: the shipped rules with those settings that may be changed."""
    rules = []
    for rule, raw in _shipped().items():
        limits = defstruct(
            "Limits",
            [(name, _type_of(entry), None) for name, entry in raw["limits"].items()],
            forbid_unknown_fields=True,
        )
        fields: list[tuple[str, Any, Any]] = [
            ("on", bool, True),
            ("severity", words(SEVERITIES), None),
            ("limits", dict[str, Any] if "like" in raw else limits, None),
        ]
        rules.append((rule, defstruct("ChangedRule", fields, forbid_unknown_fields=True), None))
    rules.append((CALENDAR, CalendarFile, None))
    return defstruct("OwnRules", rules, forbid_unknown_fields=True)


def _type_of(limit: Mapping[str, Any]) -> Any:
    """Return the type of a limit, from its declaration."""
    if "words" in limit or isinstance(limit["is"], list):
        known = VOCABULARIES[limit["words"]].words if "words" in limit else limit["is"]
        return Annotated[tuple[words(known), ...], Meta(min_length=1)]  # type: ignore[misc]
    if "choices" in limit:
        return words(limit["choices"])
    if limit.get("shares"):
        return dict[str, Any]
    if isinstance(limit["is"], bool):
        return bool
    return Annotated[int if limit.get("whole") else float, Meta(ge=limit["least"], le=limit["most"])]


def _plain_limits(content: Any) -> Any:
    """Return the content of a file with bare values instead of ``{ is = value, why = reason }``.

    A whole number may be written with a point.
    """
    if isinstance(content, dict):
        if "is" in content:
            return _plain_limits(content["is"])
        return {key: _plain_limits(entry) for key, entry in content.items()}
    return int(content) if isinstance(content, float) and content.is_integer() else content


def _own_limits(rule: str, limits: Any, place: Place) -> dict[str, Limit]:
    """Return the limits of a rule that an office changes.

    :raises ConfigurationError: for limits of a rule that has none of its own, or unusable shares
    """
    if limits is None:
        return {}
    if isinstance(limits, dict):
        like = _shipped()[rule]["like"]
        for limit in limits:
            raise ConfigurationError(
                "the limits of {rule} are those of {like}",
                rule=rule,
                like=like,
                where=place((rule, "limits", limit)),
                hint="write [{like}.limits]",
            )
    given = {name: value for name, value in structs.asdict(limits).items() if value is not None}
    return {
        name: _shares(value, place((rule, "limits", name))) if isinstance(value, dict) else value
        for name, value in given.items()
    }


def _rule(name: str, raw: Mapping[str, Any], changed: Mapping[str, Any]) -> GapRule:
    return GapRule(
        id=name,
        title=Bilingual(**raw["title"]),
        meaning=Bilingual(**raw["meaning"]),
        ends=Bilingual(**raw["ends"]),
        severity=changed.get("severity", raw["severity"]),
        silence=tuple(raw["silence"]),
        limits={
            limit: changed["limits"].get(limit, _shipped_limit(entry))
            for limit, entry in raw["limits"].items()
        },
        says={case: Bilingual(**entry) for case, entry in raw["says"].items()},
        next={code: Bilingual(**entry) for code, entry in raw["next"].items()},
        reasons={limit: Bilingual(entry["why"], entry["zh"]) for limit, entry in raw["limits"].items()},
        on=changed.get("on", True),
    )


def _shipped_limit(limit: Mapping[str, Any]) -> Limit:
    if limit.get("shares"):
        return _shares(limit["is"], "profiles/gaps.toml")
    found: Limit = msgspec.convert(limit["is"], _type_of(limit))
    return found


def _shares(value: Mapping[str, Any], where: str) -> Mapping[str, float]:
    for name, share in value.items():
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
            raise ConfigurationError(
                "the share of {group} is {value}",
                group=name,
                value=share,
                where=where,
                hint="a share is a number above 0 and up to 1",
            )
        if name not in INHABITED and not _GROUP.fullmatch(name):
            raise unknown_group(name, INHABITED, where)
    return {str(name): float(share) for name, share in value.items()}


def unknown_group(name: str, known: Iterable[str], where: str = "gaps.toml") -> ConfigurationError:
    """Return the error for a target share of an unknown group, with near matches."""
    choices = list(known)
    near = near_matches(name, choices) or [
        choice for choice in choices if choice.casefold() == name.casefold()
    ]
    return ConfigurationError(
        "there is no group {group!r} to aim at",
        group=name,
        where=where,
        hint="did you mean {near:or}?"
        if near
        else "known are {known}, and the ids of organisations that countries have joined",
        near=near,
        known=choices,
    )


def _check_together(rules: Mapping[str, GapRule], places: Mapping[SettingPath, str]) -> None:
    """Reject limits that contradict each other."""
    every, event = rules["G5"].number("every"), rules["G5"].number("event_every")
    if event % every:
        raise ConfigurationError(
            "events are proposed every {event:g} years, but anniversaries come every {every:g}",
            event=event,
            every=every,
            where=places.get(("G5", "limits", "event_every")) or places.get(("G5", "limits", "every"), ""),
            hint="let G5.limits.event_every be a multiple of G5.limits.every",
        )
    total = math.fsum(share for name, share in rules["G11"].shares("targets").items() if name in INHABITED)
    if total > 1 + 1e-9:
        raise ConfigurationError(
            "the target shares of the continents add up to {sum:g}",
            sum=total,
            where=places.get(("G11", "limits", "targets"), ""),
            hint="change them so that they add up to 1 at most",
        )
