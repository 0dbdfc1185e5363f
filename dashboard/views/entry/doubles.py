"""What an entry may be a second record of: the same happening, or something of the same name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.core.snapshot import StoreSnapshot
from dashboard.shared import home_facts, place_names
from graph.facts.link_facts import Contact
from graph.model.partial_date import PartialDate
from graph.strength.contacts import doubles_of

#: Columns of the places that take part, and of the kind, by table of happenings.
_HAPPENINGS = {
    "visits": (("from_place", "to_place"), "direction"),
    "events": (("place", "participant_places"), "kind"),
}
_NAMES = ("name_en", "name_zh", "name_local")


def happening_of(table: str, row: str, cells: Mapping[str, str]) -> Contact | None:
    """Return a row of visits or events as a contact; None for another one, or one without a date.

    A row that is linked to the one that represents the happening is no double.
    """
    if table not in _HAPPENINGS or cells.get("same_as"):
        return None
    places, kind = _HAPPENINGS[table]
    try:
        PartialDate.parse(cells.get("date_start", ""))
    except ValueError:
        return None
    return Contact(
        id=row,
        what=table.removesuffix("s"),
        main=row,
        kind=cells.get(kind, ""),
        level=cells.get("level", ""),
        mode=cells.get("mode", ""),
        start=cells["date_start"],
        end=cells.get("date_end", ""),
        parties=tuple(place for column in places for place in cells.get(column, "").split(";") if place),
    )


def doubles(now: StoreSnapshot, table: str, row: str, cells: Mapping[str, str], label: str) -> Sequence[str]:
    """Return the ids of what a new row may be a second record of.

    :param row: id of the row, which is no double of itself
    :param cells: its cells as they are stored
    :param label: label of the node that it would create, or empty
    """
    names = [cells[name] for name in _NAMES if cells.get(name)]
    if label and names and table not in _HAPPENINGS:
        return [known.id for known in place_names.called_alike(now, label, names) if known.id != row]
    happening = happening_of(table, row, cells)
    if happening is None:
        return []
    world = home_facts.world(now)
    others = [party for party in happening.parties if party in world.partners and party not in world.own]
    contacts = {one.id: one for party in others for one in world.partners[party].facts.contacts}
    return doubles_of(happening, contacts.values(), home_facts.numbers(now))
