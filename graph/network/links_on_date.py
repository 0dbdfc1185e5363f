"""From recorded links to the links that exist on a day, by what was known. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.statement import Statement
from graph.facts.tie_progress import steps_taken, tie_ending
from graph.model.durations import DAYS_OF_YEAR
from graph.model.partial_date import PartialDate
from graph.model.vocabulary import STAGES, TIE_FAMILIES, TIE_KINDS
from graph.network.links import Network, NetworkLink
from graph.network.recorded_links import REASONS, RecordedLink, RecordedNetwork

#: Kinds of tie between governments below the sister city.
FRIENDLY_KINDS = ("friendly_exchange_city", "province_level_tie", "district_level_tie")
#: Kinds of tie that only indicate contact.
CONTACT_KINDS = ("friendly_contact", "contact")
#: Statuses of a tie that has ended.
ENDED_STATUSES = ("expired", "terminated", "refuted")
#: Additional cost of a paused tie.
PAUSED_COST = 1.0
#: Additional cost of having met, per year since then, and its maximum.
AGE_COST, MOST_AGE_COST = 0.1, 1.5


def network(recorded: RecordedNetwork, as_of: AsOf) -> Network:
    """Return the links that exist on the day, by what was known.

    The order of the recorded links has no effect.
    """
    found: dict[tuple[str, str], list[NetworkLink]] = defaultdict(list)
    met: dict[tuple[str, str, str], list[tuple[RecordedLink, tuple[Statement, ...]]]] = defaultdict(list)
    attached: list[RecordedLink] = []
    for record in recorded.links:
        if record.one == record.other or not {record.one, record.other} <= set(recorded.parties):
            continue
        if record.contact:
            if (
                (statements := as_of.known(record.contact.statements))
                and record.contact.status in ("", "held")
                and as_of.day(record.contact.start) is not None
            ):
                low, high = sorted((record.one, record.other))
                met[low, high, record.code].append((record, statements))
        elif record.code in ("based_in", "serves"):
            attached.append(record)
        elif link := _tie_link(record, as_of) if record.tie else _lasting_link(record, as_of):
            found[link.pair].append(link)
    for entries in met.values():
        link = _contact_link(entries, as_of)
        found[link.pair].append(link)
    # An organisation that takes part in something exists, whatever is stated about its beginning.
    alive = {party for pair in found for party in pair}
    for record in attached:
        if link := _lasting_link(record, as_of, alive=record.one in alive):
            found[link.pair].append(link)
    return Network(
        recorded,
        as_of,
        {pair: tuple(sorted(links, key=lambda link: link.order)) for pair, links in sorted(found.items())},
    )


def _tie_link(record: RecordedLink, as_of: AsOf) -> NetworkLink | None:
    """Return the link of a tie: by the strongest kind signed, else by the furthest step.

    None if the tie has no step beyond a target, or has ended.
    """
    assert record.tie is not None
    steps = [step for step in steps_taken(record.tie, as_of) if step.stage != "target"]
    ending = tie_ending(record.tie, as_of)
    end = ending.status if ending else ""
    if not steps or end in ENDED_STATUSES:
        return None
    signed = [step for step in steps if step.stage == "signed"]
    step = min(
        signed or steps,
        key=lambda step: (
            -STAGES.index(step.stage),
            TIE_KINDS.index(step.kind) if step.kind in TIE_KINDS else len(TIE_KINDS),
            step.day,
            step.kind,
        ),
    )
    reason = _reason_of(step.kind) if signed else "under_way" if step.stage != "contact" else "contact"
    cost = REASONS[reason].cost + (PAUSED_COST if end else 0.0)
    return NetworkLink(
        one=record.one,
        other=record.other,
        reason=reason,
        cost=cost,
        facts=record.facts,
        statements=step.statements,
        parts=record.parts,
        kind=step.kind,
        stage=step.stage,
        status=end,
        since=step.date,
    )


def _reason_of(kind: str) -> str:
    if kind == "sister_city":
        return kind
    if kind in FRIENDLY_KINDS:
        return "friendly_tie"
    return TIE_FAMILIES.get(kind) or ("contact" if kind in CONTACT_KINDS else "agreement")


def _lasting_link(record: RecordedLink, as_of: AsOf, *, alive: bool = False) -> NetworkLink | None:
    """Return the link of something that exists for a time, or always; None if it does not exist.

    :param alive: whether its organisation is known to exist
    """
    statements = as_of.known(entry.statement for entry in record.existence)
    since, standing = is_there(record.existence, as_of) if statements else ("", False)
    if not (
        record.lasting or standing or (alive and statements and not since and not _closed(record, as_of))
    ):
        return None
    return NetworkLink(
        one=record.one,
        other=record.other,
        reason=record.code,
        cost=REASONS[record.code].cost,
        facts=record.facts,
        statements=statements,
        parts=record.parts,
        title=record.title,
        since="" if record.lasting else since,
    )


def _closed(record: RecordedLink, as_of: AsOf) -> bool:
    return any(
        as_of.knows(entry.statement) and as_of.day(entry.end, raises=False) is not None
        for entry in record.existence
    )


def _contact_link(entries: Iterable[tuple[RecordedLink, tuple[Statement, ...]]], as_of: AsOf) -> NetworkLink:
    """Return all happenings of a kind between two parties as one link, described by the last of them."""
    rows = sorted(
        entries, key=lambda entry: (_day(entry[0], as_of), entry[0].facts, entry[0].one, entry[0].parts)
    )
    last, _ = rows[-1]
    assert last.contact is not None
    main = last.contact.main
    same = [
        (record, statements) for record, statements in rows if record.contact and record.contact.main == main
    ]
    years = (as_of.valid_on.toordinal() - _day(last, as_of)) / DAYS_OF_YEAR
    cost = REASONS[last.code].cost + min(MOST_AGE_COST, AGE_COST * years)
    facts = tuple(sorted({fact for record, _ in same for fact in record.facts}))
    statements = tuple(
        sorted(
            {statement for _, statements in same for statement in statements},
            key=lambda statement: statement.id,
        )
    )
    times = len({record.contact.main for record, _ in rows if record.contact})
    return NetworkLink(
        one=last.one,
        other=last.other,
        reason=last.code,
        cost=cost,
        facts=facts,
        statements=statements,
        parts=last.parts,
        title=last.title,
        kind=last.contact.kind,
        since=last.contact.start,
        times=times,
    )


def _day(record: RecordedLink, as_of: AsOf) -> float:
    assert record.contact is not None
    span = PartialDate(record.contact.start)
    return as_of.day(record.contact.start) or float(span.last.toordinal())
