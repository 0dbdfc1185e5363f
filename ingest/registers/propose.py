"""Proposes what the columns of a register mean: by their heads, then by what their cells hold. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from graph.sanitize import clean
from ingest.read.added_columns import is_added
from ingest.read.grids import Grid, GridRow
from ingest.read.personal_data import is_personal
from ingest.read.written_areas import read_area
from ingest.read.written_dates import MONTH_AND_DAY, DateOrder, is_blank, order_of, read_date
from ingest.registers.day_of_register import day_of_register
from ingest.registers.fields import (
    SUBJECTS,
    fields,
    fields_in_head,
    fields_of_head,
    fold_head,
    subject_texts,
)
from ingest.registers.mapping import ColumnMapping, SheetMapping

#: Rows that are looked at for a head.
_HEAD_SEARCH = 30
#: Rows below the head that are shown with a proposal.
_SHOWN = 6
#: Share of the cells of a column that must be of a kind.
_MOSTLY = 0.8

#: Why a column is given its meaning; empty: it is given none.
Why = Literal["", "head", "part_of_head", "cells", "personal", "kept", "chosen"]


class ProposalCertainty(StrEnum):
    """How certain a proposal is."""

    CERTAIN = "certain"  # the head is a known one
    LIKELY = "likely"  # the head contains a known one, or the cells tell
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProposal:
    """What a column may mean.

    :param why: ``head``, ``part_of_head``, ``cells``, ``personal``, ``kept`` (from a mapping that was kept)
        or empty
    :param examples: its first distinct cells; none of personal data
    """

    head: str
    field: str
    certainty: ProposalCertainty
    why: Why = ""
    examples: tuple[str, ...] = ()
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProposal:
    """What a sheet may hold; without a ``subject`` it is no register that could be recognised.

    :param body: its first rows below the head, each with a cell for each column of ``columns``; those of
        personal data are empty
    """

    sheet: str
    subject: str
    head_line: int
    head_lines: int
    columns: tuple[ColumnProposal, ...]
    set: dict[str, str]
    rows: int
    body: tuple[tuple[str, ...], ...] = ()

    @property
    def mapping(self) -> SheetMapping:
        """The mapping that the proposal amounts to."""
        return SheetMapping(
            sheet=self.sheet,
            subject=self.subject,
            head_line=self.head_line,
            head_lines=self.head_lines,
            columns=tuple(
                ColumnMapping(head=column.head, field=column.field, order=column.order)
                for column in self.columns
            ),
            set=self.set,
        )


def propose(grid: Grid, about: str = "") -> SheetProposal:
    """Return what the columns of a sheet probably mean.

    :param about: its subject, if that is known
    """
    rows = grid.first_rows
    place = _head_place(rows)
    above = " ".join(cell for row in rows[:place] for cell in row.cells if cell)
    lines = _head_lines(rows, place)
    heads = ["" if is_added(head) else head for head in joined_heads(rows[place : place + lines])]
    body = rows[place + lines :]
    named = [fold_head(head) for head in heads]
    named_in = f"{grid.path.stem} {grid.sheet} {above}".casefold()
    subject = about or _subject(named, named_in)
    columns = _columns(heads, named, body, subject)
    has_partner = any(column.field == "partner_name" for column in columns)
    return SheetProposal(
        sheet=grid.sheet,
        subject=subject if about or subject == "visits" or has_partner else "",
        head_line=rows[place].line if rows else 1,
        head_lines=lines,
        columns=columns,
        set=_settings(
            subject, columns, named_in, day_of_register(f"{above}\n{grid.sheet}\n{grid.path.stem}")
        ),
        rows=len(body),
        body=tuple(_shown(row, heads, columns) for row in body[:_SHOWN]),
    )


def _shown(row: GridRow, heads: Sequence[str], columns: Sequence[ColumnProposal]) -> tuple[str, ...]:
    """Return the cells of the columns that have a head, without personal data."""
    places = [place for place, head in enumerate(heads) if head]
    return tuple(
        "" if column.field == "personal" or place >= len(row.cells) else row.cells[place]
        for place, column in zip(places, columns, strict=True)
    )


def _head_place(rows: Sequence[GridRow]) -> int:
    """Return the index of the head: the row with most known heads, or else the first wide row."""

    def known(row: GridRow) -> int:
        return sum(bool(fields_of_head(fold_head(cell))) for cell in dict.fromkeys(row.cells) if cell)

    search = range(min(len(rows), _HEAD_SEARCH))
    best = max(search, key=lambda place: (known(rows[place]), -place), default=0)
    if search and known(rows[best]) >= 2:
        return best - 1 if best and _is_over(rows[best - 1], rows[best]) else best
    widest = max((rows[place].filled for place in search), default=0)
    return next((place for place in search if rows[place].filled * 2 > widest), 0)


def _is_over(first: GridRow, second: GridRow) -> bool:
    """Return whether a row is the upper line of a head: one name spans columns, one both lines."""
    if second.line != first.line + 1:
        return False
    pairs = list(zip(first.cells, second.cells, strict=False))
    through = any(above and above == below for above, below in pairs)
    return through and any(below and not above for above, below in pairs)


def _head_lines(rows: Sequence[GridRow], place: int) -> int:
    """Return the lines of the head: two if the next row names parts of columns and holds no values."""
    if place + 1 >= len(rows):
        return 1
    first, second = rows[place], rows[place + 1]
    if second.line != first.line + 1:
        return 1
    above, below = (list(row.cells) for row in (first, second))
    known = sum(bool(fields_of_head(fold_head(cell))) for cell in below if cell)
    doubled = [cell for cell in above if cell]
    values = any(read_date(cell) or cell.isdecimal() or read_area(cell) for cell in below if cell)
    has_gap = len({*doubled}) < len(doubled) or "" in above[: len(below)]
    return 2 if known >= 2 and has_gap and not values else 1


def joined_heads(rows: Sequence[GridRow]) -> list[str]:
    """Return the heads of the columns; in a head of two lines the lower one, behind what stands above it."""
    if not rows:
        return []
    if len(rows) == 1:
        return [clean(cell).text.strip() for cell in rows[0].cells]
    width = max(len(row.cells) for row in rows)
    above, below = ([*row.cells, *[""] * (width - len(row.cells))] for row in rows)
    heads, over = [], ""
    for upper, lower in zip(above, below, strict=True):
        over = upper or over
        head = upper if not lower or lower == upper else f"{over} {lower}"
        heads.append(clean(head).text.strip())
    return heads


def _subject(named: Sequence[str], about: str) -> str:
    votes = dict.fromkeys(SUBJECTS, 0.0)
    for head in named:
        owners = {subject for name in fields_of_head(head) for subject in fields()[name].subjects}
        if len(owners) == 1:
            votes[owners.pop()] += 1.0
    for subject in SUBJECTS:
        texts = subject_texts()[subject]
        votes[subject] += 1.5 * any(text in about for text in texts)
        votes[subject] += 0.5 * any(text in head for text in texts for head in named)
    best = max(votes, key=lambda subject: votes[subject])
    return best if votes[best] > 0 else ""


def _columns(
    heads: Sequence[str], named: Sequence[str], body: Sequence[GridRow], subject: str
) -> tuple[ColumnProposal, ...]:
    taken: set[str] = set()
    cells_of = {place: _cells(body, place) for place in range(len(heads))}
    found = {
        place: _proposal(head, "personal", ProposalCertainty.CERTAIN, "personal", ())
        for place, head in enumerate(heads)
        if head and is_personal(head, cells_of[place])
    }
    ways: tuple[tuple[ProposalCertainty, Why, Callable[[str], Sequence[str]]], ...] = (
        (ProposalCertainty.CERTAIN, "head", fields_of_head),
        (ProposalCertainty.CERTAIN, "head", lambda head: fields_of_head(_last_part(heads, named, head))),
        (ProposalCertainty.LIKELY, "part_of_head", fields_in_head),
    )
    for certainty, why, look_up in ways:
        for place, head in enumerate(named):
            if place in found or not head:
                continue
            for field in look_up(head):
                if fields()[field].suits(subject) and field not in taken and _fits(field, cells_of[place]):
                    found[place] = _proposal(heads[place], field, certainty, why, cells_of[place])
                    taken |= set() if fields()[field].may_repeat else {field}
                    break
    for place, head in enumerate(heads):
        if place in found or not head:
            continue
        field = _by_cells(cells_of[place], subject, taken)
        certainty = ProposalCertainty.LIKELY if field else ProposalCertainty.UNKNOWN
        found[place] = _proposal(head, field, certainty, "cells" if field else "", cells_of[place])
        taken.add(field)
    return tuple(found[place] for place in sorted(found))


def _last_part(heads: Sequence[str], named: Sequence[str], head: str) -> str:
    """Return the lower line of a head of two lines, folded."""
    return fold_head(heads[named.index(head)].rpartition(" ")[2])


def _proposal(
    head: str, field: str, certainty: ProposalCertainty, why: Why, cells: Sequence[str]
) -> ColumnProposal:
    is_date = bool(field) and fields()[field].type == "date"
    order = order_of(cells) if is_date else DateOrder.UNSETTLED
    return ColumnProposal(
        head=head,
        field=field,
        certainty=certainty,
        why=why,
        examples=tuple(dict.fromkeys(cells))[:3],
        order="" if order is DateOrder.UNSETTLED else order.value,
    )


def _cells(body: Sequence[GridRow], place: int) -> list[str]:
    return [row.cells[place] for row in body if place < len(row.cells) and row.cells[place]]


def _share(cells: Sequence[str], test: object) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0  # type: ignore[operator]


def _is_date(cell: str) -> bool:
    """Return whether a cell is a date, or the month and day of one."""
    return read_date(cell) is not None or MONTH_AND_DAY.fullmatch(cell) is not None


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether the cells do not contradict the meaning."""
    if not cells:
        return True
    match fields()[field].type:
        case "date":
            return _share(cells, lambda cell: _is_date(cell) or is_blank(cell)) >= 0.4
        case "country":
            return _share(cells, read_area) >= 0.4
        case "count":
            return _share(cells, lambda cell: any(sign.isdecimal() for sign in cell)) >= 0.4
        case "name" | "name_en" | "region":
            return _share(cells, lambda cell: cell.isdecimal() or read_date(cell)) < 0.5
        case _:
            return True


def _by_cells(cells: Sequence[str], subject: str, taken: set[str]) -> str:
    """Return the meaning that the cells of a column tell, or an empty text."""
    if len(cells) < 2:
        return ""
    if "partner_country" not in taken and _share(cells, read_area) >= _MOSTLY:
        return "partner_country"
    main = "signed_date" if subject == "ties" else "date"
    if main not in taken and _share(cells, lambda cell: read_date(cell) and not cell.isdecimal()) >= _MOSTLY:
        return main
    return ""


def _settings(subject: str, columns: Sequence[ColumnProposal], about: str, day: str) -> dict[str, str]:
    """Return what holds for every row because no column says it.

    :param day: for which the register holds: partial date, or empty
    """

    def told(what: str) -> bool:
        return any(text in about for text in subject_texts()[what])

    have = {column.field for column in columns}
    settings = {}
    if subject == "ties" and "kind" not in have:
        settings["kind"] = "friendly_exchange_city" if told("exchange") else "sister_city"
    if subject == "ties" and "status" not in have:
        settings["status"] = "signed"
    if subject == "ties" and "as_of" not in have and day:
        settings["as_of"] = day
    if subject == "visits" and "direction" not in have:
        settings["direction"] = "outbound" if told("outbound") and not told("inbound") else "inbound"
    return settings
