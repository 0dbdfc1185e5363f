"""Proposes k and the limits of the words from an office's own record; changes nothing. Pure.

Half of the partners with contact shall have more than half of full activity: k = median of X / ln 2. With
that k, the upper quarter of them shall be called active, the lower quarter less than in touch.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts
from graph.strength.config import StrengthConfig
from graph.strength.counting import count_facts
from graph.strength.score import Score, score
from graph.strength.weighing import measure

#: Fewer partners with contact than this say nothing of an office's usual contact.
LEAST = 8


@dataclass(frozen=True, slots=True)
class CalibratedPartner:
    """A partner whose word would change, or whose score would."""

    partner: str
    before: Score
    after: Score

    @property
    def changes_word(self) -> bool:
        """Whether its word would change."""
        return self.before.band is not self.after.band


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A proposal.

    :param partners: number of partners with contact
    :param quartiles: of X among them; empty if they are too few
    :param now: k, active and in_touch in force
    :param proposed: the same as proposed; those in force if there are too few partners
    :param results: every partner with a word, strongest first
    """

    partners: int
    quartiles: tuple[float, ...]
    now: dict[str, float]
    proposed: dict[str, float]
    results: tuple[CalibratedPartner, ...]


def calibrate(
    facts: Sequence[LinkFacts], config: StrengthConfig, as_of: dt.date, known_as_of: dt.date | None = None
) -> Calibration:
    """Return the proposal from the partners that get a word."""
    clock = AsOf(as_of, known_as_of)
    graded = [entry for entry in facts if entry.graded]
    totals = [measure(count_facts(entry, config, clock).contacts, config, as_of).total for entry in graded]
    met = [entry for entry, total in zip(graded, totals, strict=True) if total > 0.0]
    now = {"k": config["curves"]["k"], **{name: config["bands"][name] for name in ("active", "in_touch")}}
    before = {entry.partner: score(entry, config, as_of, known_as_of, ranges=False) for entry in graded}
    proposed = dict(now)
    quartiles: tuple[float, ...] = ()
    if len(met) >= LEAST:
        quartiles = tuple(
            float(value) for value in np.percentile([total for total in totals if total > 0.0], (25, 50, 75))
        )
        proposed["k"] = float(f"{quartiles[1] / math.log(2):.2g}")
        curved = config.with_numbers({"curves": {"k": proposed["k"]}})
        alive = [score(entry, curved, as_of, known_as_of, ranges=False).liveliness for entry in met]
        lower, upper = (float(value) for value in np.percentile(alive, (25, 75)))
        proposed |= {"active": float(f"{upper:.2g}"), "in_touch": float(f"{lower:.2g}")}
    other = config.with_numbers(
        {"curves": {"k": proposed["k"]}, "bands": {name: proposed[name] for name in ("active", "in_touch")}}
    )
    results = [
        CalibratedPartner(
            entry.partner,
            before[entry.partner],
            score(entry, other, as_of, known_as_of, ranges=False),
        )
        for entry in graded
        if before[entry.partner].present
    ]
    return Calibration(
        partners=len(met),
        quartiles=quartiles,
        now=now,
        proposed=proposed,
        results=tuple(sorted(results, key=lambda entry: (-entry.before.strength, entry.partner))),
    )
