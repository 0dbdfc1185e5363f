"""Where an open tie stands in its procedure, on a day. Pure."""

from __future__ import annotations

from graph.procedures import Position, position, procedure_for
from graph.situation import Situation, View, Way


def position_of(situation: Situation, view: View | None, way: Way) -> Position:
    """The position of a tie in the procedure for its kind; contact with the partner counts as the step of making contact."""
    procedure = procedure_for(way.kind, situation.world.home.country)
    stages = {step.stage for step in way.steps}
    if view and any(held.what != "step" for held in view.contacts):
        stages.add("contact")
    if way.open:
        stages.discard("signed")  # of a lesser kind
    named = [
        (step.step, step.track, step.status)
        for step in situation.world.steps.get(way.tie.id, ())
        if situation.heard(step.words) and (not step.date or situation.clock.day(step.date) is not None)
    ]
    return position(procedure, stages, named)
