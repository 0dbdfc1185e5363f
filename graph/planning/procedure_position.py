"""The position of an open tie in its procedure on a day. Pure."""

from __future__ import annotations

from graph.facts.tie_progress import TieProgress
from graph.model.procedures import ProcedurePosition, position, procedure_for
from graph.world_on_date import PartnerOnDate, WorldOnDate


def position_of(on_date: WorldOnDate, view: PartnerOnDate | None, way: TieProgress) -> ProcedurePosition:
    """Return the position of a tie in the procedure for its kind; any contact counts as the contact step."""
    procedure = procedure_for(way.kind, on_date.world.home.country)
    stages = {step.stage for step in way.steps}
    if view and view.met:
        stages.add("contact")
    if way.open:
        stages.discard("signed")  # signed for a lesser kind
    named = [
        (step.step, step.track, step.status)
        for step in on_date.world.steps.get(way.tie.id, ())
        if on_date.known(step.statements) and (not step.date or on_date.as_of.day(step.date) is not None)
    ]
    return position(procedure, stages, named)
