"""The numbers and words that define link strength: reading, validation and digest.

They are shipped in ``profiles/strength.toml``, each with its reason; an office's own file contains only
differences. A number in it replaces the shipped one, a list of topics is appended to it, any other list
replaces it. Nothing is guessed: an unknown key is an error; a word of the data without an entry weighs
nothing and is reported.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.model.vocabulary import VOCABULARIES
from graph.suggest import near_matches

#: Components of the score, in display order.
COMPONENTS = ("F", "A", "R", "B", "I", "E", "L")
#: Sectors of contact.
SECTORS = (
    "government",
    "economy",
    "transport",
    "culture",
    "education",
    "youth",
    "sport",
    "tourism",
    "health",
    "environment",
    "science",
    "aid",
    "media",
    "people",
)
WAYS = ("in", "out", "both")
SUM_OF_WEIGHTS = 100.0

#: Tables of numbers, with the largest value allowed; their keys are those of the shipped file.
_NUMBERS = {
    "weights": SUM_OF_WEIGHTS,
    "curves": math.inf,
    "kinds": 1.0,
    "levels": 1.0,
    "modes": 1.0,
    "half_lives": math.inf,
    "instruments": 1.0,
    "statuses": 1.0,
    "channels": 1.0,
    "stages": 1.0,
    "grades": 1.0,
    "bands": SUM_OF_WEIGHTS,
}
#: Tables whose numbers must be greater than zero.
_POSITIVE = ("curves", "half_lives")
#: Map to the vocabulary of its keys, and the table of numbers its values refer to, or empty.
_MAPS = {
    "level": ("level", "levels"),
    "mode": ("mode", "modes"),
    "direction": ("direction", ""),
    "event_kind": ("event_kind", ""),
    "tie_kind": ("tie_kind", "instruments"),
    "tie_status": ("tie_status", ""),
    "project_status": ("project_status", "stages"),
    "consulate_kind": ("consulate_kind", ""),
}
_ENTRIES = {
    "direction": {"kind", "mode", "way"},
    "event_kind": {"kind", "mode", "sectors"},
    "tie_status": {"status", "instrument"},
}
POST = "post"


@dataclass(frozen=True, slots=True)
class Decay:
    """A rule that assigns a half-life to contacts; applies if one of the criteria matches or there are none.

    :param levels: levels, words of the data
    :param kinds: kinds of contact
    :param sectors: sectors, of which one has to match
    """

    half_life: str
    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    def fits(self, level: str, kind: str, sectors: Iterable[str]) -> bool:
        """Return whether the rule applies to such a contact."""
        if not (self.levels or self.kinds or self.sectors):
            return True
        return level in self.levels or kind in self.kinds or not self.sectors.isdisjoint(sectors)


@dataclass(frozen=True, slots=True)
class TitleRule:
    """Words in the title of a delegation's head that give its level more precisely than the column does."""

    level: str
    applies_to: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactMeaning:
    """The contact that a word of the data stands for."""

    kind: str
    mode: str
    way: str = "both"
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class StrengthConfig:
    """All numbers and words in force. Created by :func:`load_config`.

    :param numbers: table -> name -> value
    :param words: map -> word of the data -> word of the configuration
    :param topic_sectors: folded topic -> sectors
    :param topic_kinds: folded topic -> kind of contact it makes of a visit
    :param reasons: table -> name -> reason, as shipped
    """

    numbers: Mapping[str, Mapping[str, float]]
    words: Mapping[str, Mapping[str, str]]
    directions: Mapping[str, ContactMeaning]
    events: Mapping[str, ContactMeaning]
    statuses: Mapping[str, tuple[str, str]]
    decay: tuple[Decay, ...]
    title_rules: tuple[TitleRule, ...]
    title_until: tuple[str, ...]
    topic_sectors: Mapping[str, tuple[str, ...]]
    topic_kinds: Mapping[str, str]
    reasons: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict, compare=False)

    def __getitem__(self, table: str) -> Mapping[str, float]:
        """Return the numbers of a table, such as ``weights``."""
        return self.numbers[table]

    def reason(self, table: str, name: str) -> Bilingual:
        """Return the reason for a number; empty if none is given."""
        return self.reasons.get(table, {}).get(name, Bilingual("", ""))

    @cached_property
    def hash(self) -> str:
        """Digest of everything that can change a score: twelve hexadecimal digits."""
        content = {
            "numbers": self.numbers,
            "words": self.words,
            "directions": {
                name: [entry.kind, entry.mode, entry.way] for name, entry in self.directions.items()
            },
            "events": {
                name: [entry.kind, entry.mode, sorted(entry.sectors)] for name, entry in self.events.items()
            },
            "statuses": self.statuses,
            "decay": [
                [rule.half_life, sorted(rule.levels), sorted(rule.kinds), sorted(rule.sectors)]
                for rule in self.decay
            ],
            "titles": [
                [rule.level, sorted(rule.applies_to), sorted(rule.words)] for rule in self.title_rules
            ],
            "until": sorted(self.title_until),
            "topics": {name: sorted(entry) for name, entry in self.topic_sectors.items()},
            "topic_kinds": self.topic_kinds,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[
            :12
        ]

    def level_of(self, word: str, title: str) -> str:
        """Return the level of a delegation from its word, refined by its head's title; empty if unknown."""
        head = title.casefold()
        cut = min((place for mark in self.title_until if (place := head.find(mark)) > 0), default=len(head))
        for rule in self.title_rules:
            if word in rule.applies_to and any(_occurs(entry, head[:cut]) for entry in rule.words):
                return rule.level
        return self.words["level"].get(word, "")

    def half_life(self, level: str, kind: str, sectors: Iterable[str]) -> str:
        """Return the name of the half-life of a contact; ``level`` is a word of the data."""
        return next(rule.half_life for rule in self.decay if rule.fits(level, kind, sectors))

    def with_numbers(self, changed: Mapping[str, Mapping[str, float]]) -> StrengthConfig:
        """Return a copy with other numbers, for sensitivity analysis."""
        return replace(
            self,
            numbers={table: {**numbers, **changed.get(table, {})} for table, numbers in self.numbers.items()},
        )


def fold(topic: str) -> str:
    """Normalise case and blanks of a topic for look-up."""
    return " ".join(topic.casefold().split())


@cache
def default_config() -> StrengthConfig:
    """Return the shipped configuration."""
    return load_config()


def load_config(*own: tuple[str, str]) -> StrengthConfig:
    """Return the shipped numbers, overridden by those of an office.

    :param own: texts of TOML files with their origins; later ones take precedence
    :raises ConfigurationError: for an unknown key, a number out of range, or weights that do not add up to
        100
    """
    shipped = tomllib.loads(resources.files("profiles").joinpath("strength.toml").read_text(encoding="utf-8"))
    where = "profiles/strength.toml"
    merged: dict[str, Any] = shipped
    for text, name in own:
        where = name
        try:
            given = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(
                "the file is no readable TOML",
                where=name,
                hint="texts stand in quotation marks ({reason})",
                reason=error,
            ) from error
        merged = _merge(merged, given, name)
    return _build(merged, where)


def _merge(
    base: Mapping[str, Any], given: Mapping[str, Any], where: str, path: tuple[str, ...] = ()
) -> dict[str, Any]:
    merged = dict(base)
    for key, value in given.items():
        here = (*path, key)
        if _words_are_free(path):
            merged[key] = _added(base.get(key), value, here, where)
            continue
        if key not in base:
            near = [known for known in base if known.casefold() == key.casefold()] or near_matches(
                key, base, most=1
            )
            raise ConfigurationError(
                "unknown setting {name!r}",
                name=".".join(here),
                where=where,
                hint="did you mean {near}?" if near else "known are {known}",
                near=near[0] if near else "",
                known=sorted(base),
            )
        before = base[key]
        if _is_number(before):
            merged[key] = {
                **before,
                "is": value["is"] if isinstance(value, dict) and "is" in value else value,
            }
        elif isinstance(before, dict):
            if not isinstance(value, dict):
                raise ConfigurationError(
                    "the setting {name!r} is a table", name=".".join(here), where=where, hint="write [{name}]"
                )
            merged[key] = _merge(before, value, where, here)
        else:
            merged[key] = value
    return merged


def _words_are_free(path: tuple[str, ...]) -> bool:
    """Return whether an office may add keys to the table: topics and words of an open vocabulary."""
    return (path[:1] == ("topics",) and len(path) == 2) or path == ("map", "event_kind")


def _added(before: object, value: object, path: tuple[str, ...], where: str) -> object:
    if path[0] != "topics":
        return value
    known = SECTORS if path[1] == "sectors" else ()
    if before is None and known and path[2] not in known:
        near = near_matches(path[2], known, most=1)
        raise ConfigurationError(
            "there is no sector {name!r}",
            name=path[2],
            where=where,
            hint="did you mean {near}?" if near else "known are {known}",
            near=near[0] if near else "",
            known=known,
        )
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ConfigurationError(
            "the setting {name!r} is a list of texts",
            name=".".join(path),
            where=where,
            hint='write ["...", "..."]',
        )
    return [*(before if isinstance(before, list) else []), *value]


def _is_number(entry: object) -> bool:
    return isinstance(entry, dict) and "is" in entry


def _build(raw: Mapping[str, Any], where: str) -> StrengthConfig:
    numbers = {
        table: {name: _number(table, name, entry["is"], where) for name, entry in raw[table].items()}
        for table in _NUMBERS
    }
    if abs(math.fsum(numbers["weights"].values()) - SUM_OF_WEIGHTS) > 1e-9:
        raise ConfigurationError(
            "the weights add up to {sum:g}",
            sum=math.fsum(numbers["weights"].values()),
            where=where,
            hint="change them so that they add up to 100",
        )
    if numbers["bands"]["close"] < numbers["bands"]["regular"]:
        raise ConfigurationError(
            "the band 'close' begins below the band 'regular'", where=where, hint="exchange the two numbers"
        )
    maps = raw["map"]
    words = {
        name: {word: str(entry) for word, entry in maps[name].items()}
        for name in _MAPS
        if name not in _ENTRIES
    }
    for name, entries in words.items():
        known = set(numbers.get(_MAPS[name][1], {})) or {POST}
        for word, entry in entries.items():
            _known(entry, {*known, ""}, f"map.{name}.{word}", where)
    for name in _MAPS:
        vocabulary = VOCABULARIES[_MAPS[name][0]]
        for word in maps[name]:
            if not vocabulary.open:
                _known(word, set(vocabulary.words), f"map.{name}", where)
    checked = {
        name: {
            word: _entry(entry, _ENTRIES[name], f"map.{name}.{word}", numbers, where)
            for word, entry in maps[name].items()
        }
        for name in _ENTRIES
    }
    return StrengthConfig(
        numbers=numbers,
        words=words,
        directions={
            word: ContactMeaning(entry["kind"], entry["mode"], entry["way"])
            for word, entry in checked["direction"].items()
        },
        events={
            word: ContactMeaning(entry["kind"], entry["mode"], "both", tuple(entry.get("sectors", ())))
            for word, entry in checked["event_kind"].items()
        },
        statuses={
            word: (entry["status"], entry.get("instrument", ""))
            for word, entry in checked["tie_status"].items()
        },
        decay=_decay(raw["decay"], numbers, where),
        title_rules=_title_rules(raw["titles"]["rules"], numbers, where),
        title_until=tuple(str(entry) for entry in raw["titles"]["until"]),
        topic_sectors=_topics(raw["topics"]["sectors"]),
        topic_kinds={
            fold(topic): _known(kind, set(numbers["kinds"]), "topics.kinds", where)
            for kind, topics in raw["topics"]["kinds"].items()
            for topic in topics
        },
        reasons={
            table: {
                name: Bilingual(str(entry.get("why", "")), str(entry.get("zh", "")))
                for name, entry in raw[table].items()
            }
            for table in _NUMBERS
        },
    )


def _number(table: str, name: str, value: object, where: str) -> float:
    setting = f"{table}.{name}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ConfigurationError(
            "the setting {name!r} is no number",
            name=setting,
            where=where,
            hint="write digits and a point, without quotation marks",
        )
    if value < 0 or (table in _POSITIVE and value == 0):
        hint = "it must be more than nothing" if table in _POSITIVE else "it must not be less than nothing"
        raise ConfigurationError(
            "the setting {name!r} is {value:g}", name=setting, value=float(value), where=where, hint=hint
        )
    if value > _NUMBERS[table] or (table in ("grades", "channels") and value >= 1):
        raise ConfigurationError(
            "the setting {name!r} is {value:g}",
            name=setting,
            value=float(value),
            where=where,
            hint="it must be {most:g} at most",
            most=_NUMBERS[table],
        )
    return float(value)


def _known(word: object, known: Iterable[str], setting: str, where: str) -> str:
    choices = sorted(known)
    if not isinstance(word, str) or word not in choices:
        near = near_matches(str(word), choices, most=1)
        raise ConfigurationError(
            "{word!r} in the setting {name!r} is not known",
            word=word,
            name=setting,
            where=where,
            hint="did you mean {near}?" if near else "known are {known}",
            near=near[0] if near else "",
            known=[choice for choice in choices if choice],
        )
    return word


def _entry(
    entry: object, keys: set[str], setting: str, numbers: Mapping[str, Mapping[str, float]], where: str
) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise ConfigurationError(
            "the setting {name!r} is a table",
            name=setting,
            where=where,
            hint="write {{ kind = ..., mode = ... }}",
        )
    for key in entry:
        _known(key, keys, setting, where)
    for key in keys - {"sectors", "instrument"}:
        if key not in entry:
            raise ConfigurationError(
                "the setting {name!r} lacks {key}", name=setting, key=key, where=where, hint="add it"
            )
    choices: dict[str, Iterable[str]] = {
        "kind": numbers["kinds"],
        "mode": numbers["modes"],
        "way": WAYS,
        "status": numbers["statuses"],
        "instrument": numbers["instruments"],
    }
    for key, value in entry.items():
        for word in value if isinstance(value, list) else [value]:
            _known(word, choices.get(key, SECTORS), f"{setting}.{key}", where)
    return entry


def _decay(
    raw: Sequence[Mapping[str, Any]], numbers: Mapping[str, Mapping[str, float]], where: str
) -> tuple[Decay, ...]:
    rules = []
    for entry in raw:
        for key in entry:
            _known(key, {"half_life", "levels", "kinds", "sectors"}, "decay", where)
        rules.append(
            Decay(
                _known(entry.get("half_life"), numbers["half_lives"], "decay.half_life", where),
                frozenset(
                    _known(word, VOCABULARIES["level"].words, "decay.levels", where)
                    for word in entry.get("levels", ())
                ),
                frozenset(
                    _known(word, numbers["kinds"], "decay.kinds", where) for word in entry.get("kinds", ())
                ),
                frozenset(_known(word, SECTORS, "decay.sectors", where) for word in entry.get("sectors", ())),
            )
        )
    if not rules or not rules[-1].fits("", "", ()):
        raise ConfigurationError(
            "the last rule of 'decay' does not fit every contact",
            where=where,
            hint="let it name a half-life only",
        )
    return tuple(rules)


def _title_rules(
    raw: Sequence[Mapping[str, Any]], numbers: Mapping[str, Mapping[str, float]], where: str
) -> tuple[TitleRule, ...]:
    rules = []
    for entry in raw:
        for key in entry:
            _known(key, {"level", "for", "words"}, "titles.rules", where)
        level = _known(entry.get("level"), numbers["levels"], "titles.rules.level", where)
        applies = frozenset(
            _known(word, VOCABULARIES["level"].words, "titles.rules.for", where)
            for word in entry.get("for", ())
        )
        rules.append(
            TitleRule(level, applies, tuple(str(word).casefold() for word in entry.get("words", ())))
        )
    return tuple(rules)


def _topics(raw: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for sector, topics in raw.items():
        for topic in topics:
            found.setdefault(fold(topic), set()).add(sector)
    return {
        topic: tuple(sector for sector in SECTORS if sector in sectors) for topic, sectors in found.items()
    }


def _occurs(word: str, text: str) -> bool:
    """Return whether ``word`` occurs in ``text``: as a whole word if in Latin letters, else anywhere."""
    if not word.isascii():
        return word in text
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return True
        start = text.find(word, start + 1)
    return False
