"""Rules about conflicting procedures, thin evidence and contradicting sources (G14 to G16). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.facts.link_facts import TieStatement
from graph.facts.statement import Statement
from graph.facts.tie_progress import TieProgress, decisions_known
from graph.facts.world import TieElsewhere
from graph.model.durations import middle
from graph.model.partial_date import PartialDate
from graph.model.tie_stages import COLUMN_OF_STEP
from graph.planning.findings import LEVELS, LIMITED, Figure, Match, implements, tied_partners
from graph.planning.gap_rules import GapRule
from graph.strength.instruments import Instrument, signatures_in_force
from graph.world_on_date import PartnerOnDate, WorldOnDate


@implements("G14")
def _rule_in_the_way(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    elsewhere: dict[str, list[TieElsewhere]] = {}
    for entry in on_date.world.ties_elsewhere:
        elsewhere.setdefault(entry.partner, []).append(entry)
    for view in on_date.tied:
        for way in view.ties:
            if way.open and way.stage in LIMITED:
                yield from _conflicts(on_date, rule, view, way, elsewhere.get(view.id, ()))


def _conflicts(
    on_date: WorldOnDate,
    rule: GapRule,
    view: PartnerOnDate,
    way: TieProgress,
    elsewhere: Iterable[TieElsewhere],
) -> Iterator[Match]:
    """Yield what stands in the way of a tie.

    :param elsewhere: ties of the partner with other parties of the home's country
    """
    home, party = on_date.world.home, view.party
    if rule.limits["diplomacy"]:
        told = [
            entry
            for entry in on_date.world.relations.get(party.country, ())
            if on_date.known(entry.statements)
            and (not entry.since or on_date.as_of.day(entry.since) is not None)
        ]
        latest = max(
            told, key=lambda entry: (middle(entry.since) if entry.since else 0.0, entry.id), default=None
        )
        if latest and not latest.there:
            yield Match(
                partner=view.id,
                subject=f"{way.tie.id}/diplomacy",
                case="diplomacy",
                next="check",
                figures={"country": party.country},
                facts=(way.tie.id, latest.id),
                statements=(*way.statements, *on_date.known(latest.statements)),
            )
    if rule.limits["levels"] and party.is_place and home.level and party.level:
        alike = home.level == party.level or any({home.level, party.level} <= group for group in LEVELS)
        if not alike:
            yield Match(
                partner=view.id,
                subject=f"{way.tie.id}/level",
                case="level",
                next="check",
                figures={"level": party.level, "own": home.level},
                facts=(way.tie.id,),
                statements=way.statements,
            )
    scope = rule.limits["neighbour"]
    for other in elsewhere:
        if (
            other.above
            or scope == "off"
            or (scope == "region" and not {*other.party.within} & {*home.within})
        ):
            continue
        theirs = on_date.progress(other.tie)
        if theirs and theirs.stage == "signed" and not theirs.ended:
            yield Match(
                partner=view.id,
                subject=f"{way.tie.id}/{other.tie.id}",
                case="neighbour",
                next="check",
                figures={"other": other.party.id},
                facts=(way.tie.id, other.tie.id),
                statements=(*way.statements, *theirs.statements),
            )


@implements("G15")
def _thin_evidence(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in tied_partners(on_date):
        signed = signatures_in_force(view.link.instruments)
        if not signed:
            continue
        entry = signed[0]
        sources, dating = _sources(on_date, view, signed)
        # The value that rests on too few sources: the tie itself, or only the date of its signature.
        value = (
            "tie"
            if len(sources) < rule.number("sources")
            else "signed"
            if len(dating) < rule.number("sources")
            else ""
        )
        basis = max(1, len(sources if value == "tie" else dating))
        dated = any(one.date for one in signed)
        case = (
            "undated"
            if not dated
            else ("single" if basis == 1 else "few")
            if value
            else "quality"
            if view.evidence < rule.number("evidence")
            else ""
        )
        if case:
            figures: dict[str, Figure] = {
                "evidence": round(view.evidence, 2),
                "sources": len(sources),
                "basis": basis if value else None,
                "value": value or None,
                "dated": dated,
            }
            yield Match(
                partner=view.id,
                subject=entry.tie,
                case=case,
                next="find",
                figures=figures,
                facts=[one.tie for one in signed],
                statements=[statement for one in signed for statement in one.statements],
            )


def _sources(
    on_date: WorldOnDate, view: PartnerOnDate, signed: Sequence[Instrument]
) -> tuple[set[str], set[str]]:
    """Return the sources that tell of the signed ties of a partner, and those that give the date.

    A source that gives a date agrees with the date that holds, or gives it less exactly.
    """
    telling, dating = set(), set()
    dates = {(entry.tie, entry.kind): entry.date for entry in signed}
    for tie in view.facts.ties:
        for entry in tie.tie_statements:
            if not any(tie.id == one for one, _ in dates) or not _tells(on_date, entry):
                continue
            telling.add(entry.statement.source)
            held, given = dates.get((tie.id, entry.kind), ""), entry.steps.get("signed", "")
            if held and given and PartialDate(given).agrees(PartialDate(held)):
                dating.add(entry.statement.source)
    return telling, dating


@implements("G16")
def _sources_disagree(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = {tie.id: (view, tie) for view in on_date.tied for tie in view.facts.ties}
    told: dict[tuple[str, str, str], list[tuple[Statement, ...]]] = {}
    values: dict[tuple[str, str, str], set[str]] = {}
    for entry in on_date.world.contradictions:
        if (
            entry.tie not in ties
            or len(on_date.known(entry.statements)) < 2
            or not all(
                _spoken(on_date, said, statement)
                for said, statement in zip(entry.said, entry.statements, strict=True)
            )
        ):
            continue
        if entry.property in decisions_known(ties[entry.tie][1], on_date.as_of):
            continue
        key = (entry.tie, entry.fact, entry.property)
        told.setdefault(key, []).append(entry.statements)
        values.setdefault(key, set()).update(entry.values)
    for (tie, fact, name), statements in sorted(told.items()):
        said = sorted(values[tie, fact, name])
        figures: dict[str, Figure] = {
            "property": _property(fact, name),
            "one": said[0],
            "other": said[-1],
            "values": tuple(said),
        }
        yield Match(
            partner=ties[tie][0].id,
            subject=f"{fact}/{name}",
            case="differ",
            next="decide",
            figures=figures,
            facts=dict.fromkeys((tie, fact)),
            statements=[statement for pair in statements for statement in pair],
        )


def _tells(on_date: WorldOnDate, entry: TieStatement) -> bool:
    """Return whether a statement was known and tells of something by the day."""
    days = [entry.said, *entry.steps.values()]
    return on_date.as_of.knows(entry.statement) and any(on_date.as_of.day(day) is not None for day in days)


def _property(fact: str, name: str) -> str:
    """Return the property that sources disagree on; for a date, that of the step it belongs to.

    :param fact: id of the tie or of its step; the id of a step ends with its stage
    """
    return COLUMN_OF_STEP.get(fact.rpartition("/")[2], name) if name == "date" else name


def _spoken(on_date: WorldOnDate, said: str, statement: Statement) -> bool:
    """Return whether a statement speaks of a time by the day, or of no time that is recorded."""
    date = said or statement.told
    return not date or on_date.as_of.day(date) is not None
