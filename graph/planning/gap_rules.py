"""The gap rules as data: titles, meanings, next steps, limits, and the changes an office makes to them.

They are shipped in ``profiles/gaps.toml``; an office's own file contains only differences: a rule switched
off, another limit, another severity. How a rule uses its limits is defined in :mod:`graph.planning.gaps`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any, cast

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.model.vocabulary import VOCABULARIES
from graph.planning.balance import INHABITED
from graph.suggest import near_matches

#: Name of a target share: the id of an organisation of countries, or ``district/`` with the id of a
#: consulate. Two capital letters denote a continent.
_GROUP = re.compile(r"(?!(?-i:[A-Z]{2})$)(district/)?[a-z0-9]([a-z0-9_.-]*[a-z0-9])?", re.IGNORECASE)
#: Severities of a finding, most urgent first.
SEVERITIES = ("high", "medium", "low")
#: Settings of a rule that an office may change.
_CHANGEABLE = ("on", "severity", "limits")

Limit = float | bool | str | tuple[str, ...] | Mapping[str, float]


@dataclass(frozen=True)
class GapRule:
    """A rule as in force.

    :param silence: tables in which it interprets missing records; a finding is certain only where these are
        declared complete
    :param limits: name to value: a number, a boolean, a word, words, or shares by name
    :param says: case to the sentence that describes it, with placeholders for the figures
    :param next: code of a next step to its sentence
    :param reasons: limit to the reason for its value
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

    def beside(self, further: Iterable[GapRule]) -> GapConfig:
        """Return these rules together with ``further`` ones."""
        return GapConfig({**self.rules, **{rule.id: rule for rule in further}})

    @cached_property
    def hash(self) -> str:
        """Digest of everything that can change a finding: twelve hexadecimal digits."""
        content = {
            rule.id: [rule.on, rule.severity, rule.silence, _plain(rule.limits)]
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
    return tomllib.loads(resources.files("profiles").joinpath("gaps.toml").read_text(encoding="utf-8"))


def load_gap_config(*own: tuple[str, str]) -> GapConfig:
    """Return the shipped rules with the changes of an office.

    :param own: texts of TOML files with their origins; later ones take precedence
    :raises ConfigurationError: for an unknown rule or limit, a value out of range, or contradictory limits;
        with file and line
    """
    changed: dict[str, dict[str, Any]] = {name: {"limits": {}} for name in _shipped()}
    places: dict[tuple[str, ...], str] = {}
    for text, name in own:
        try:
            given = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(
                "the file is no readable TOML",
                where=name,
                hint="texts stand in quotation marks ({reason})",
                reason=error,
            ) from error
        for rule, entry in given.items():
            _take(rule, entry, changed, text, name, places)
    rules = {name: _rule(name, raw, changed[name], places) for name, raw in _shipped().items()}
    for name, raw in _shipped().items():
        if "like" in raw:
            rules[name] = replace(
                rules[name], limits=rules[raw["like"]].limits, reasons=rules[raw["like"]].reasons
            )
    _check_together(rules, places)
    return GapConfig(rules)


def _take(
    rule: str,
    entry: object,
    changed: dict[str, dict[str, Any]],
    text: str,
    name: str,
    places: dict[tuple[str, ...], str],
) -> None:
    _known(rule, _shipped(), rule, _place(text, name, (rule,)))
    if not isinstance(entry, dict):
        raise ConfigurationError(
            "the setting {name!r} is a table",
            name=rule,
            where=_place(text, name, (rule,)),
            hint="write [{name}]",
        )
    for key, value in entry.items():
        here = _place(text, name, (rule, key))
        _known(key, _CHANGEABLE, f"{rule}.{key}", here)
        if key != "limits":
            changed[rule][key] = value
            places[rule, key] = here
            continue
        if not isinstance(value, dict):
            raise ConfigurationError(
                "the setting {name!r} is a table", name=f"{rule}.limits", where=here, hint="write [{name}]"
            )
        for limit, given in value.items():
            here = _place(text, name, (rule, "limits", limit))
            if like := _shipped()[rule].get("like"):
                raise ConfigurationError(
                    "the limits of {rule} are those of {like}",
                    rule=rule,
                    like=like,
                    where=here,
                    hint="write [{like}.limits]",
                )
            _known(limit, _shipped()[rule]["limits"], f"{rule}.limits.{limit}", here)
            changed[rule]["limits"][limit] = (
                given["is"] if isinstance(given, dict) and set(given) >= {"is"} else given
            )
            places[rule, "limits", limit] = here


def _rule(
    name: str, raw: Mapping[str, Any], changed: Mapping[str, Any], places: Mapping[tuple[str, ...], str]
) -> GapRule:
    severity = changed.get("severity", raw["severity"])
    if severity not in SEVERITIES:
        _refuse_word(severity, SEVERITIES, f"{name}.severity", places.get((name, "severity"), ""))
    on = changed.get("on", True)
    if not isinstance(on, bool):
        raise ConfigurationError(
            "the setting {name!r} is neither true nor false",
            name=f"{name}.on",
            where=places[name, "on"],
            hint="write true or false",
        )
    limits = {}
    for limit, entry in raw["limits"].items():
        value = changed["limits"].get(limit, entry["is"])
        limits[limit] = _limit(
            value, entry, f"{name}.limits.{limit}", places.get((name, "limits", limit), "profiles/gaps.toml")
        )
    return GapRule(
        id=name,
        title=Bilingual(**raw["title"]),
        meaning=Bilingual(**raw["meaning"]),
        ends=Bilingual(**raw["ends"]),
        severity=severity,
        silence=tuple(raw["silence"]),
        limits=limits,
        says={case: Bilingual(**entry) for case, entry in raw["says"].items()},
        next={code: Bilingual(**entry) for code, entry in raw["next"].items()},
        reasons={limit: Bilingual(entry["why"], entry["zh"]) for limit, entry in raw["limits"].items()},
        on=on,
    )


def _limit(value: object, declared: Mapping[str, Any], setting: str, where: str) -> Limit:
    """Return a limit, validated against its declaration."""
    if "words" in declared:
        known = VOCABULARIES[declared["words"]].words
        return _list(value, known, setting, where)
    if "choices" in declared:
        if value not in declared["choices"]:
            _refuse_word(value, declared["choices"], setting, where)
        return str(value)
    if declared.get("shares"):
        return _shares(value, setting, where)
    if isinstance(declared["is"], bool):
        if not isinstance(value, bool):
            raise ConfigurationError(
                "the setting {name!r} is neither true nor false",
                name=setting,
                where=where,
                hint="write true or false",
            )
        return value
    if isinstance(declared["is"], list):
        return _list(value, declared["is"], setting, where)
    return _number(value, declared, setting, where)


def _number(value: object, declared: Mapping[str, Any], setting: str, where: str) -> float:
    whole = declared.get("whole", False)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or (whole and value != int(value))
    ):
        hint = (
            "write a whole number, without quotation marks"
            if whole
            else "write digits and a point, without quotation marks"
        )
        raise ConfigurationError("the setting {name!r} is no number", name=setting, where=where, hint=hint)
    if not declared["least"] <= value <= declared["most"]:
        raise ConfigurationError(
            "the setting {name!r} is {value:g}",
            name=setting,
            value=float(value),
            where=where,
            hint="it must lie between {least:g} and {most:g}",
            least=float(declared["least"]),
            most=float(declared["most"]),
        )
    return int(value) if whole else float(value)


def _list(value: object, known: Iterable[str], setting: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
        raise ConfigurationError(
            "the setting {name!r} is a list of texts", name=setting, where=where, hint='write ["...", "..."]'
        )
    for entry in value:
        if entry not in known:
            _refuse_word(entry, known, setting, where)
    return tuple(value)


def _shares(value: object, setting: str, where: str) -> Mapping[str, float]:
    if not isinstance(value, dict):
        raise ConfigurationError(
            "the setting {name!r} is a table",
            name=setting,
            where=where,
            hint="write {{ AF = 0.1, EU = 0.3 }}",
        )
    for name, share in value.items():
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
            raise ConfigurationError(
                "the share of {group} is {value}",
                group=name,
                value=share,
                where=where,
                hint="a share is a number above 0 and up to 1",
                name=setting,
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


def _check_together(rules: Mapping[str, GapRule], places: Mapping[tuple[str, ...], str]) -> None:
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


def _known(name: str, known: Iterable[str], setting: str, where: str) -> None:
    choices = list(known)
    if name in choices:
        return
    near = [choice for choice in choices if choice.casefold() == name.casefold()] or near_matches(
        name, choices, most=1, alike=0.5
    )
    raise ConfigurationError(
        "unknown setting {name!r}",
        name=setting,
        where=where,
        hint="did you mean {near}?" if near else "known are {known}",
        near=near[0] if near else "",
        known=choices,
    )


def _refuse_word(word: object, known: Iterable[str], setting: str, where: str) -> None:
    choices = list(known)
    near = near_matches(str(word), choices, most=1)
    raise ConfigurationError(
        "{word!r} in the setting {name!r} is not known",
        word=word,
        name=setting,
        where=where,
        hint="did you mean {near}?" if near else "known are {known}",
        near=near[0] if near else "",
        known=choices,
    )


def _place(text: str, name: str, path: tuple[str, ...]) -> str:
    """Return file and line of a setting: the line of its key, else of its table, else no line."""
    lines = text.splitlines()
    table: tuple[str, ...] = ()
    best = 0
    depth = 0
    for number, line in enumerate(lines, start=1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(part.strip().strip("\"'") for part in head[1].split("."))
            here = table
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            here = (*table, *(part.strip().strip("\"'") for part in key[1].split(".")))
        else:
            continue
        common = 0
        for one, other in zip(here, path, strict=False):
            if one != other:
                break
            common += 1
        if common > depth and common == len(here):
            best, depth = number, common
    return f"{name}:{best}" if best else name
