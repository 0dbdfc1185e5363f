"""How much of the contacts of each partner one body took part in, from the columns of all partners. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from graph.facts.contact_pack import digest_of
from graph.strength.columns.partner_scores import PartnerScores


def most_by_one_body(scores: PartnerScores, bodies_of: Mapping[str, Sequence[str]]) -> Mapping[int, float]:
    """Return by partner a weight that the contacts with no single body exceed, for those that met one.

    The heaviest body itself may weigh less: bodies are also taken from rows that do not count on the day.

    :param bodies_of: id of a visit or event to the bodies met there
    :return: index of the partner to the part of X, the weight of all contacts
    """
    held, table = scores.counted.held, scores.counted.contacts
    in_columns = np.flatnonzero(held.held["row"] >= 0)
    if len(table.happening):
        held_of = np.full(int(table.happening[-1]) + 1, -1)
        held_of[table.happenings_of(held.held["partner"][in_columns], scores.mains[in_columns])] = in_columns
    by_digest = {digest_of(fact): bodies for fact, bodies in bodies_of.items()}
    told = np.isin(table.rows["id"], np.array(list(by_digest), np.uint64))
    entries = np.flatnonzero(told[table.row])
    with_bodies = {
        (row, body)
        for row, fact in zip(
            held_of[table.happening[entries]].tolist() if len(entries) else (),
            table.rows["id"][table.row[entries]].tolist(),
            strict=True,
        )
        if row >= 0
        for body in by_digest[fact]
    }
    with_bodies |= {
        (row, body)
        for row in np.flatnonzero(held.held["row"] < 0).tolist()
        for fact in held.single[-1 - int(held.held["row"][row])].facts
        for body in bodies_of.get(fact, ())
    }
    partner, weight = held.held["partner"].tolist(), scores.weights.total.tolist()
    carried: dict[tuple[int, str], float] = defaultdict(float)
    for row, body in with_bodies:
        carried[partner[row], body] += weight[row]
    most: dict[int, float] = defaultdict(float)
    for (place, _), amount in carried.items():
        most[place] = max(most[place], amount)
    return most
