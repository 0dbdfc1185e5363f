"""Lists of ties that are declared complete, and claims of other sources that are not on them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.facts.as_of import AsOf
from graph.facts.link_facts import CompleteList, TieStatement
from graph.model.partial_date import PartialDate


def is_only_claimed(
    kind: str,
    date: str,
    told: Sequence[TieStatement],
    lists: Iterable[CompleteList],
    as_of: AsOf,
) -> bool:
    """Return whether a signature is claimed for a time whose complete list does not hold the tie.

    Only a list that was known counts. An undated signature is placed by the days of which its statements
    speak; one that cannot be placed is left alone.

    :param date: partial date of the signature, or empty
    :param told: the statements on the tie that were known
    """
    dates = [date] if date else [entry.said for entry in told if entry.kind == kind and entry.said]
    spans = [PartialDate(entry) for entry in dates]
    return any(
        record.kind in ("", kind)
        and bool(as_of.known(record.statements))
        and any(record.first <= span.first and span.last <= record.last for span in spans)
        and not any(entry.kind == kind and entry.statement.source in record.sources for entry in told)
        for record in lists
    )
