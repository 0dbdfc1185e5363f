"""What a row about a tie tells of: the steps of its way, by its status and its dated columns.

One home for it: a load makes the steps of it, and the strength of a link is measured by what single rows say
of a tie.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model.procedures import ProcedureStep, procedures

#: Statuses that tell of a step, and the step they tell of.
STEP_OF_STATUS = {
    "target": "target",
    "contact": "contact",
    "intent": "intent",
    "application": "application",
    "approval": "approval",
    "signed": "signed",
    "opened": "signed",
}
#: Columns with the date of a step.
STEP_OF_COLUMN = {
    "contact_date": "contact",
    "intent_date": "intent",
    "application_date": "application",
    "approval_date": "approval",
    "signed_date": "signed",
}
#: Step to the column with its date.
COLUMN_OF_STEP = {step: column for column, step in STEP_OF_COLUMN.items()}


def named_step(cells: Mapping[str, str]) -> ProcedureStep | None:
    """The step of a procedure that a row of ``tie_steps`` tells of; None for a row of another table."""
    procedure = procedures().get(cells.get("procedure", ""))
    return procedure.step(cells.get("step", "")) if procedure else None


def kind_told(cells: Mapping[str, str]) -> str:
    """The kind of tie that a row speaks of: what it says, else the first kind that its procedure is for."""
    if kind := cells.get("kind", ""):
        return kind
    procedure = procedures().get(cells.get("procedure", ""))
    return procedure.kinds[0] if procedure and procedure.kinds else ""


def steps_told(cells: Mapping[str, str]) -> dict[str, str]:
    """Generic stage to its partial date, empty if undated, as a row's cells tell; the stage of its status is
    among them.

    A step of a procedure tells of the stage it maps to, if it was taken; what the partner does alone takes
    the tie no further.
    """
    if step := named_step(cells):
        taken = cells.get("status", "") in ("", "done", "resumed") and cells.get("track") != "partner"
        return {step.stage: cells.get("date", "")} if taken else {}
    steps = {step: cells[column] for column, step in STEP_OF_COLUMN.items() if cells.get(column)}
    status = cells.get("status", "")
    if status in STEP_OF_STATUS:
        steps.setdefault(STEP_OF_STATUS[status], "")
    return steps
