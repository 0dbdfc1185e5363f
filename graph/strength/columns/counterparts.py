"""How much of the contacts of each partner one body took part in, from the columns of all partners. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph.facts.contact_pack import digest_of
from graph.strength.columns.contact_table import Places
from graph.strength.columns.partner_scores import PartnerScores


def most_by_one_body(
    scores: PartnerScores, met_on: Mapping[str, Sequence[str]], places: Sequence[int]
) -> Mapping[int, float]:
    """Return by partner a weight that the contacts with no single body exceed, for those that met one.

    The heaviest body itself may weigh less: bodies are also taken from rows that do not count on the day.

    :param met_on: body to the ids of the visits or events at which it was met
    :param places: indexes of the partners looked at
    :return: index of the partner to the part of X, the weight of all contacts
    """
    held, table = scores.counted.held, scores.counted.contacts
    wanted = np.zeros(scores.count, np.bool_)
    wanted[list(places)] = True
    met, of_wanted = _Met(met_on), wanted[held.held["partner"]]
    looked_at = np.flatnonzero(wanted[table.partner])
    entries, bodies = met.with_bodies(table.rows["id"][table.row[looked_at]])
    entries = looked_at[entries]
    rows = _held_of(scores, looked_at, np.flatnonzero(of_wanted & (held.held["row"] >= 0)))[
        table.happening[entries]
    ]
    alone = [
        (row, digest_of(fact))
        for row in np.flatnonzero(of_wanted & (held.held["row"] < 0)).tolist()
        for fact in held.single[-1 - int(held.held["row"][row])].facts
    ]
    of_alone, further = met.with_bodies(np.array([digest for _, digest in alone], np.uint64))
    rows = np.concatenate((rows, np.array([row for row, _ in alone], np.int64)[of_alone]))
    bodies = np.concatenate((bodies, further))[rows >= 0]
    # each body once for a happening, which may have several rows
    width = max(1, len(met_on))
    row, body = np.divmod(np.unique(rows[rows >= 0] * width + bodies), width)
    links, link = np.unique(held.held["partner"][row] * width + body, return_inverse=True)
    carried = np.bincount(link, scores.weights.total[row], minlength=len(links))
    partner = links // width
    most = np.zeros(scores.count)
    np.maximum.at(most, partner, carried)
    return {place: float(most[place]) for place in np.unique(partner).tolist()}


def _held_of(scores: PartnerScores, entries: Places, held: Places) -> Places:
    """Return by happening of the table the index of what counts of it, -1 if it is not among ``held``.

    :param entries: all entries of the table of the partners of ``held``
    :param held: indexes of what counts, of happenings that columns suffice for
    """
    table, rows = scores.counted.contacts, scores.counted.held.held
    found = np.full(int(table.happening[-1]) + 1 if len(table.happening) else 0, -1)
    width = max(1, len(table.rows))
    known = table.partner[entries] * width + table.row[entries]
    order = np.argsort(known)
    place = np.searchsorted(known[order], rows["partner"][held] * width + rows["row"][held])
    found[table.happening[entries[order[place]]]] = held
    return found


class _Met:
    """Visits and events with the bodies met there, in the order of the digests of their ids."""

    def __init__(self, met_on: Mapping[str, Sequence[str]]) -> None:
        facts = np.fromiter((digest_of(fact) for facts in met_on.values() for fact in facts), np.uint64)
        order = np.argsort(facts, kind="stable")
        self.facts = facts[order]
        times = np.array([len(facts) for facts in met_on.values()], np.int64)
        self.bodies = np.repeat(np.arange(len(met_on)), times)[order]

    def with_bodies(self, facts: npt.NDArray[np.uint64]) -> tuple[Places, Places]:
        """Return the indexes of those of ``facts`` where bodies were met, each with one of the bodies."""
        first = np.searchsorted(self.facts, facts, "left")
        count = np.searchsorted(self.facts, facts, "right") - first
        index = np.repeat(np.arange(len(facts)), count)
        nth = np.arange(len(index)) - np.repeat(np.cumsum(count) - count, count)
        return index, self.bodies[np.repeat(first, count) + nth]
