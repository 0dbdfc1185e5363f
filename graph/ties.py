"""What a row about a tie tells of: the steps of its way, by its status and its dated columns.

One home for it: a load makes the steps of it, and the strength of a link is measured by what single rows say of a tie.
"""

from __future__ import annotations

from collections.abc import Mapping

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
STEP_OF_COLUMN = {"contact_date": "contact", "intent_date": "intent", "application_date": "application", "approval_date": "approval", "signed_date": "signed"}
#: Step to the column with its date.
COLUMN_OF_STEP = {step: column for column, step in STEP_OF_COLUMN.items()}


def steps_told(cells: Mapping[str, str]) -> dict[str, str]:
    """Generic stage to its partial date, empty if undated, as a row's cells tell; the stage of its status is among them."""
    steps = {step: cells[column] for column, step in STEP_OF_COLUMN.items() if cells.get(column)}
    status = cells.get("status", "")
    if status in STEP_OF_STATUS:
        steps.setdefault(STEP_OF_STATUS[status], "")
    return steps
