"""How much of the contacts of each partner one body took part in, from the columns of all partners. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph.facts.contact_pack import digest_of
from graph.strength.columns.contact_table import Places
from graph.strength.columns.partner_scores import PartnerScores


def most_by_one_body(scores: PartnerScores, met_on: Mapping[str, Sequence[str]]) -> Mapping[int, float]:
    """Return by partner a weight that the contacts with no single body exceed, for those that met one.

    The heaviest body itself may weigh less: bodies are also taken from rows that do not count on the day.

    :param met_on: body to the ids of the visits or events at which it was met
    :return: index of the partner to the part of X, the weight of all contacts
    """
    held, table = scores.counted.held, scores.counted.contacts
    met = _Met(met_on)
    entries, bodies = met.with_bodies(table.rows["id"][table.row])
    in_columns = np.flatnonzero(held.held["row"] >= 0)
    held_of = np.full(int(table.happening[-1]) + 1 if len(table.happening) else 0, -1)
    if len(held_of):
        held_of[table.happenings_of(held.held["partner"][in_columns], scores.mains[in_columns])] = in_columns
    rows = held_of[table.happening[entries]]
    alone = [
        (row, digest_of(fact))
        for row in np.flatnonzero(held.held["row"] < 0).tolist()
        for fact in held.single[-1 - int(held.held["row"][row])].facts
    ]
    places, further = met.with_bodies(np.array([digest for _, digest in alone], np.uint64))
    rows = np.concatenate((rows, np.array([row for row, _ in alone], np.int64)[places]))
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
