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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from graph.errors import ConfigurationError
from graph.i18n import Bilingual
from graph.strength.config_file import NUMBERS, PLAIN_MAPS, SECTORS, SUM_OF_WEIGHTS, merged_file

#: Components of the score, in display order.
COMPONENTS = ("F", "A", "R", "B", "I", "E", "L")


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


@dataclass(frozen=True, kw_only=True)
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
        known = self._levels_read.get((word, title))
        if known is None:
            known = self._levels_read[word, title] = self._read_level(word, title)
        return known

    @cached_property
    def _levels_read(self) -> dict[tuple[str, str], str]:
        return {}

    def _read_level(self, word: str, title: str) -> str:
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
    return _build(merged_file(*own), own[-1][1] if own else "profiles/strength.toml")


def _build(raw: Mapping[str, Any], where: str) -> StrengthConfig:
    """Return the configuration of a file of valid values; check that they agree with each other."""
    numbers = {table: {name: float(entry["is"]) for name, entry in raw[table].items()} for table in NUMBERS}
    if abs(math.fsum(numbers["weights"].values()) - SUM_OF_WEIGHTS) > 1e-9:
        raise ConfigurationError(
            "the weights add up to {sum:g}",
            sum=math.fsum(numbers["weights"].values()),
            where=where,
            hint="change them so that they add up to 100",
        )
    if numbers["bands"]["active"] < numbers["bands"]["in_touch"]:
        raise ConfigurationError(
            "the band 'active' begins below the band 'in_touch'", where=where, hint="exchange the two numbers"
        )
    decay = tuple(
        Decay(entry["half_life"], *(frozenset(entry.get(key, ())) for key in ("levels", "kinds", "sectors")))
        for entry in raw["decay"]
    )
    if not decay or not decay[-1].fits("", "", ()):
        raise ConfigurationError(
            "the last rule of 'decay' does not fit every contact",
            where=where,
            hint="let it name a half-life only",
        )
    maps = raw["map"]
    return StrengthConfig(
        numbers=numbers,
        words={name: dict(maps[name]) for name in PLAIN_MAPS},
        directions={
            word: ContactMeaning(entry["kind"], entry["mode"], entry["way"])
            for word, entry in maps["direction"].items()
        },
        events={
            word: ContactMeaning(entry["kind"], entry["mode"], "both", tuple(entry.get("sectors", ())))
            for word, entry in maps["event_kind"].items()
        },
        statuses={
            word: (entry["status"], entry.get("instrument", "")) for word, entry in maps["tie_status"].items()
        },
        decay=decay,
        title_rules=tuple(
            TitleRule(
                entry["level"],
                frozenset(entry.get("for", ())),
                tuple(word.casefold() for word in entry.get("words", ())),
            )
            for entry in raw["titles"]["rules"]
        ),
        title_until=tuple(raw["titles"]["until"]),
        topic_sectors=_topics(raw["topics"]["sectors"]),
        topic_kinds={
            fold(topic): kind for kind, topics in raw["topics"]["kinds"].items() for topic in topics
        },
        reasons={
            table: {
                name: Bilingual(str(entry.get("why", "")), str(entry.get("zh", "")))
                for name, entry in raw[table].items()
            }
            for table in NUMBERS
        },
    )


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
