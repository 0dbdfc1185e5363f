"""Tables of the contacts of a home's partners, each built once for the maps that read them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from graph.facts.link_facts import LinkFacts
from graph.facts.world import World
from graph.strength.columns.contact_table import ContactTable
from graph.strength.columns.words import ContactWords
from graph.strength.config import StrengthConfig

#: Number of tables that are kept; a further one replaces the oldest.
_MOST = 3


def tables_of(world: World) -> ContactTables:
    """Return the contacts of all partners of a world in columns, in the order of its partners."""
    found = world.derived.get("contact_tables")
    if not isinstance(found, ContactTables):
        found = ContactTables([partner.facts for partner in world.partners.values()])
        world.derived["contact_tables"] = found
    return found


class ContactTables:
    """The tables of some links.

    :param facts: of each link, in the order of the tables
    """

    def __init__(self, facts: Sequence[LinkFacts]) -> None:
        self.facts = tuple(facts)
        self._tables: dict[bytes, ContactTable] = {}

    def by(self, config: StrengthConfig) -> ContactTable:
        """Return the table whose words are read by the maps of ``config``."""
        digest = ContactWords(config).digest
        if digest not in self._tables:
            while len(self._tables) >= _MOST:
                del self._tables[next(iter(self._tables))]
            self._tables[digest] = ContactTable.of([entry.contacts for entry in self.facts], config)
        return self._tables[digest]
