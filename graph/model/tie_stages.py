"""The steps of a tie that a row states, by its status and its dated columns.

Used by loads, which create the steps, and by link strength, which reads what single rows state.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model.procedures import ProcedureStep, procedures

#: Status to the step it implies.
STEP_OF_STATUS = {
    "target": "target",
    "contact": "contact",
    "intent": "intent",
    "application": "application",
    "approval": "approval",
    "signed": "signed",
    "opened": "signed",
}
#: Status that ends, pauses or resumes a tie to its step and the status of that step.
END_STEP_OF_STATUS = {
    "dormant": ("end", "dormant"),
    "suspended": ("end", "suspended"),
    "expired": ("end", "expired"),
    "terminated": ("end", "ended"),
    "resumed": ("resumption", "resumed"),
}
#: Date column to its step.
STEP_OF_COLUMN = {
    "contact_date": "contact",
    "intent_date": "intent",
    "application_date": "application",
    "approval_date": "approval",
    "signed_date": "signed",
}
#: Step to its date column.
COLUMN_OF_STEP = {step: column for column, step in STEP_OF_COLUMN.items()}


def named_step(cells: Mapping[str, str]) -> ProcedureStep | None:
    """Return the procedure step that a row of ``tie_steps`` names; None for a row of another table."""
    procedure = procedures().get(cells.get("procedure", ""))
    return procedure.step(cells.get("step", "")) if procedure else None


def kind_told(cells: Mapping[str, str]) -> str:
    """Return the kind of tie of a row: its own, else the first kind of its procedure, else empty."""
    if kind := cells.get("kind", ""):
        return kind
    procedure = procedures().get(cells.get("procedure", ""))
    return procedure.kinds[0] if procedure and procedure.kinds else ""


def steps_told(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the generic stages that a row states, each with its partial date, empty if undated.

    The stage of the row's status is included. A procedure step counts as the stage it maps to, if it was
    taken; steps of the partner alone do not advance the tie.
    """
    if step := named_step(cells):
        taken = cells.get("status", "") in ("", "done", "resumed") and cells.get("track") != "partner"
        return {step.stage: cells.get("date", "")} if taken else {}
    steps = {step: cells[column] for column, step in STEP_OF_COLUMN.items() if cells.get(column)}
    status = cells.get("status", "")
    if status in STEP_OF_STATUS:
        steps.setdefault(STEP_OF_STATUS[status], "")
    return steps
