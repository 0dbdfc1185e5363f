"""Words of the configuration as numbers: indexes of its tables, and codes of contacts. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.facts.contact_pack import Codes, Unknown
from graph.facts.link_facts import Contact
from graph.strength.config import StrengthConfig, default_config
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.contacts import UNRECORDED_LEVEL, UnknownWord, read_words

#: Names of each table of numbers, in the order of the indexes in the columns.
ORDER: Mapping[str, tuple[str, ...]] = {
    table: tuple(numbers) for table, numbers in default_config().numbers.items()
}
PLACE: Mapping[str, Mapping[str, int]] = {
    table: {name: place for place, name in enumerate(names)} for table, names in ORDER.items()
}
SECTOR_PLACE = {name: place for place, name in enumerate(SECTORS)}


def numbers_of(config: StrengthConfig, table: str) -> npt.NDArray[np.float64]:
    """Return the numbers of a table in the order of the indexes."""
    return np.array([config[table][name] for name in ORDER[table]], dtype=np.float64)


def ranks_of(config: StrengthConfig, table: str) -> npt.NDArray[np.int64]:
    """Return the rank of each name of a table, by its number and then its name; the heaviest ranks last."""
    numbers, names = config[table], ORDER[table]
    ranked = sorted(range(len(names)), key=lambda place: (numbers[names[place]], names[place]))
    found = np.empty(len(names), np.int64)
    found[ranked] = np.arange(len(names))
    return found


def mask_of(sectors: Iterable[str]) -> int:
    """Return sectors as bits."""
    return sum(1 << SECTOR_PLACE[sector] for sector in set(sectors))


class ContactWords:
    """Gives codes to contacts by the maps of a configuration, as a ``CodeReader``."""

    def __init__(self, config: StrengthConfig) -> None:
        self.config = config
        self.level_words = sorted(
            {
                "",
                UNRECORDED_LEVEL,
                *config.words["level"],
                *(word for rule in config.title_rules for word in rule.applies_to),
            }
        )
        #: Kinds of visits and of events in the data, by index.
        self.data_kinds = {"visit": sorted(config.directions), "event": sorted(config.events)}
        self._words_of = {
            what: {word: place for place, word in enumerate(words)} for what, words in self.data_kinds.items()
        }
        self._level_words = {word: place for place, word in enumerate(self.level_words)}
        #: The index of a level that is not recorded.
        self.unrecorded = self._level_words[""]

    @cached_property
    def digest(self) -> bytes:
        """Eight bytes that change whenever a code may change: maps, rules, and the order of the numbers."""
        config = self.config
        content = {
            "directions": {word: [one.kind, one.mode, one.way] for word, one in config.directions.items()},
            "events": {
                word: [one.kind, one.mode, one.way, sorted(one.sectors)]
                for word, one in config.events.items()
            },
            "words": {name: config.words[name] for name in ("level", "mode")},
            "level words": self.level_words,
            "unrecorded": [self.unrecorded, UNRECORDED_LEVEL],
            "titles": [[rule.level, sorted(rule.applies_to), rule.words] for rule in config.title_rules],
            "until": config.title_until,
            "topics": {topic: sorted(sectors) for topic, sectors in config.topic_sectors.items()},
            "topic_kinds": config.topic_kinds,
            "order": [ORDER[name] for name in ("kinds", "levels", "modes")],
            "sectors": [SECTORS, WAYS],
            "ranks": [ranks_of(config, name).tolist() for name in ("kinds", "modes")],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=True)
        return hashlib.blake2b(text.encode(), digest_size=8).digest()

    def codes(self, contact: Contact) -> tuple[Codes | None, tuple[Unknown, ...]]:
        """Return the codes of a contact, and its words that the configuration does not know.

        No codes without its kind, level or mode.
        """
        unread: list[UnknownWord] = []
        read = read_words(contact, self.config, unread)
        unknown = tuple((entry.map, entry.word) for entry in unread)
        if read is None:
            return None, unknown
        kind, level, mode, way, sectors, level_word = read
        codes = Codes(
            word=self._words_of[contact.what][contact.kind],
            kind=PLACE["kinds"][kind],
            level=PLACE["levels"][level],
            level_word=self._level_words[level_word],
            mode=PLACE["modes"][mode],
            way=WAYS.index(way),
            sectors=mask_of(sectors),
        )
        return codes, unknown
