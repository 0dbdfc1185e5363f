"""What a person chose for the columns of a register, in place of what was proposed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from graph.errors import ConfigurationError
from ingest.read.grids import Grid
from ingest.registers.fields import SUBJECTS, fields
from ingest.registers.mapping import ColumnMapping, RegisterMapping, SheetMapping
from ingest.registers.propose import ColumnProposal, ProposalCertainty, SheetProposal, Why, propose


class SheetChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was chosen for a sheet.

    :param subject: what one row is about; empty for what was proposed
    :param taken: whether the sheet is read at all
    :param columns: the columns whose meaning was chosen; the others keep what was proposed
    """

    sheet: str = ""
    subject: str = ""
    taken: bool = True
    columns: tuple[ColumnMapping, ...] = ()


class RegisterChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was chosen for the sheets of a file."""

    sheets: tuple[SheetChoice, ...] = ()

    def of(self, sheet: str) -> SheetChoice:
        """Return what was chosen for a sheet."""
        return next((choice for choice in self.sheets if choice.sheet == sheet), SheetChoice(sheet=sheet))


def fitting(kept: Iterable[RegisterMapping], proposal: SheetProposal) -> SheetMapping | None:
    """Return the first mapping for a sheet with the same heads; None if none fits."""
    heads = {column.head for column in proposal.columns}
    return next(
        (
            sheet
            for mapping in kept
            for sheet in mapping.sheets
            if heads and {column.head for column in sheet.columns} == heads
        ),
        None,
    )


def understood(grid: Grid, kept: Sequence[RegisterMapping], choice: SheetChoice) -> SheetProposal:
    """Return what a sheet holds: as was chosen, else as a kept mapping says, else as is proposed.

    :raises ConfigurationError: if something unknown was chosen, or one meaning for two columns
    """
    if choice.subject and choice.subject not in SUBJECTS:
        raise ConfigurationError(
            "no register is about {subject!r}", subject=choice.subject, hint="one of {known}", known=SUBJECTS
        )
    proposal = propose(grid, choice.subject)
    mapping = fitting(kept, proposal)
    if mapping is not None and choice.subject in ("", mapping.subject):
        proposal = replace(
            proposal,
            subject=mapping.subject,
            set=mapping.set,
            columns=_with(proposal.columns, mapping.columns, "kept"),
        )
    proposal = replace(proposal, columns=_with(proposal.columns, choice.columns, "chosen"))
    # Of a sheet that is not recognised, nothing is proposed that could be wrong.
    if proposal.subject or choice.columns:
        _check(proposal)
    return proposal if choice.taken else replace(proposal, subject="")


def _with(
    columns: Sequence[ColumnProposal], given: Sequence[ColumnMapping], why: Why
) -> tuple[ColumnProposal, ...]:
    """Return the columns with the meanings given; another column that had one of these loses it."""
    by_head = {column.head: column for column in given}
    taken = {column.field for column in given if column.field and not _is_repeated(column.field)}
    found = []
    for column in columns:
        if (own := by_head.get(column.head)) is not None:
            found.append(
                replace(
                    column,
                    field=own.field,
                    order=own.order or column.order,
                    certainty=ProposalCertainty.CERTAIN,
                    why=why,
                )
            )
        elif column.field in taken:
            found.append(replace(column, field="", certainty=ProposalCertainty.UNKNOWN, why="", order=""))
        else:
            found.append(column)
    return tuple(found)


def _is_repeated(field: str) -> bool:
    return field in fields() and fields()[field].may_repeat


def _check(proposal: SheetProposal) -> None:
    used = [column.field for column in proposal.columns if column.field]
    for field in used:
        if field not in fields() or not fields()[field].suits(proposal.subject):
            raise ConfigurationError(
                "a column cannot mean {field!r}",
                field=field,
                hint="one of {known}",
                known=[name for name, entry in fields().items() if entry.suits(proposal.subject)],
            )
    # A head that stands twice in the file is one column of the mapping.
    by_field = Counter(
        field for field, _ in {(column.field, column.head) for column in proposal.columns if column.field}
    )
    if doubled := [field for field, times in by_field.items() if times > 1 and not _is_repeated(field)]:
        raise ConfigurationError(
            "two columns mean {field!r}", field=doubled[0], hint="choose another meaning for one of them"
        )
