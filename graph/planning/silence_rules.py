"""Rules about ties that stand still, silence, anniversaries and one-sided contact (G1 to G8). Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts.statement import Statement
from graph.facts.tie_progress import TieProgress
from graph.model.durations import (
    DAYS_OF_MONTH,
    add_months,
    middle,
    months_between,
    months_since,
    months_text,
)
from graph.model.partial_date import PartialDate
from graph.model.pauses import Pauses
from graph.model.vocabulary import TIE_KINDS
from graph.planning.anniversaries import EventRecorded, anniversaries, window
from graph.planning.findings import LIMITED, Figure, Match, facts_and_statements, implements, tied_partners
from graph.planning.gap_rules import GapRule
from graph.planning.procedure_position import position_of
from graph.strength.config_file import SECTORS
from graph.strength.counting import Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Sums of weights in another order may be smaller by less than this.
_ROUNDING = 1 - 1e-9


@implements("G1")
def _stalled(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in on_date.tied:
        for way in view.ties:
            if not way.open or way.stage not in LIMITED:
                continue
            least, most = months_since(*last_movement(on_date, way), on_date.day)
            limit = rule.number(LIMITED[way.stage])
            if least <= limit:
                continue
            position = position_of(on_date, view, way)
            figures: dict[str, Figure] = {
                "stage": way.stage,
                "since": way.since,
                "months": months_text(least, most),
                "limit": round(limit),
                "step": f"{position.procedure.id}:{position.next.id}" if position.next else None,
                "waits_on": position.waits_on,
            }
            yield Match(
                partner=view.id,
                subject=way.tie.id,
                case="stalled",
                next="step",
                figures=figures,
                facts=(way.tie.id,),
                statements=way.statements,
            )


def last_movement(on_date: WorldOnDate, way: TieProgress) -> tuple[int, int]:
    """Return the first and last day, as ordinals, on which the last stage event of a tie can have been.

    This is the date on which its stage was reached, or of a later step, recorded by stage or by name.
    """
    spans = [_span(step.date, step.day) for step in way.steps if step.date or step.day == way.day]
    spans += [
        _span(step.date, 0.0)
        for step in on_date.world.steps.get(way.tie.id, ())
        if on_date.known(step.statements)
        and step.status != "planned"
        and on_date.as_of.day(step.date) is not None
    ]
    return max(spans, key=lambda span: (sum(span), span))


def _span(date: str, day: float) -> tuple[int, int]:
    """Return the first and last day of a partial date; without one, ``day`` twice."""
    if not date:
        return math.floor(day), math.floor(day)
    span = PartialDate(date)
    return span.first.toordinal(), span.last.toordinal()


@implements("G2")
def _not_begun(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    named: dict[str, list[tuple[dt.date, str, tuple[Statement, ...]]]] = {}
    for commitment in on_date.commitments:
        told = on_date.made_on(commitment)
        for target in commitment.targets:
            party = on_date.world.party(target)
            if told and party and (party.is_place or party.label in ("Port", "CountryOrArea")):
                named.setdefault(target, []).append((told, commitment.id, commitment.statements))
    for target, commitments in sorted(named.items()):
        # Months count from the newest plan that names the target.
        told, _, _ = max(commitments, key=lambda entry: entry[0])
        months, paused = _silent_months(rule.paused, told.toordinal(), on_date.day)
        view = on_date.partners.get(target)
        if months < rule.number("grace_months") or _contact_since(view, told):
            continue
        ids = [commitment for day, commitment, _ in commitments if day == told]
        statements = [
            statement for day, _, given in commitments if day == told for statement in on_date.known(given)
        ]
        figures: dict[str, Figure] = {
            "named": told.isoformat(),
            "months": round(months),
            "commitments": tuple(ids),
            **_paused_figures(paused),
        }
        yield Match(
            partner=target,
            subject=ids[0],
            case="named",
            next="deepen" if view and view.in_force(TIE_KINDS) else "contact",
            figures=figures,
            facts=ids,
            statements=statements,
            sure=on_date.complete(rule.silence, told, on_date.day),
        )


def _contact_since(view: PartnerOnDate | None, day: dt.date) -> bool:
    """Return whether a contact or project is recorded that can have been on ``day`` or later."""
    if view is None:
        return False
    if view.on_date.scores.times.until[view.place] >= day.toordinal():
        return True
    return any(
        project.start and middle(project.start) >= day.toordinal() for project, _, _ in view.link.projects
    )


def _silent_months(paused: Pauses, last: float, day: dt.date) -> tuple[float, float]:
    """Return the months from an ordinal to ``day`` without the pauses of the calendar, and those paused."""
    now = day.toordinal()
    days = sum(
        max(0.0, min(now, pause.last.toordinal() + 1) - max(last, pause.first.toordinal()))
        for pause in paused
    )
    return months_between(last, now) - days / DAYS_OF_MONTH, days / DAYS_OF_MONTH


def _paused_figures(months: float) -> dict[str, Figure]:
    """Return the figure of months that were not counted; empty if there are none."""
    return {"paused_months": round(months)} if round(months) else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Silence:
    """How long no contact has been recorded under an instrument.

    :param months: without the pauses of the calendar
    :param paused: months of pauses that are not counted
    :param last: ordinal from which it counts
    """

    instrument: Instrument
    months: float
    paused: float
    limit: float
    last: float


def _silences(on_date: WorldOnDate, rule: GapRule) -> Iterator[tuple[PartnerOnDate, _Silence]]:
    for view in on_date.tied:
        in_force = view.in_force(rule.words("kinds"))
        if not in_force:
            continue
        times = on_date.scores.times
        newest = float(times.newest[view.place])
        last = max(newest, in_force[0].day)
        limit = silence_limit(
            rule,
            rhythm=float(times.rhythm[view.place]),
            followed=times.newest_held[view.place] > in_force[0].day,
        )
        # A date known only to a year or month counts from its last day: the silence is at least so long.
        until = min(float(times.newest_until[view.place]), on_date.day.toordinal())
        end = max(last, until if newest == last else last)
        months, paused = _silent_months(rule.paused, end, on_date.day)
        if months > limit:
            yield view, _Silence(instrument=in_force[0], months=months, paused=paused, limit=limit, last=last)


def silence_limit(rule: GapRule, *, rhythm: float, followed: bool) -> float:
    """Return the months of silence after which a tie counts as dormant.

    The least limit where no visit or event followed the signature, else so many times the median interval of
    its contacts, but neither less than the least limit nor more than the largest.

    :param rhythm: median months between the days of contact
    :param followed: whether a visit or event followed the signature
    """
    least, most = rule.number("months"), rule.number("most_months")
    return max(least, min(most, rule.number("intervals") * rhythm)) if followed else least


#: Step of a tie that was the last sign of life, to the case that says so.
_AFTER = {"sign": "never", "letter_of_intent": "letter"}


def _silent(on_date: WorldOnDate, rule: GapRule, *, complete: bool) -> Iterator[Match]:
    for view, silence in _silences(on_date, rule):
        first = dt.date.fromordinal(math.floor(silence.last))
        if on_date.complete(rule.silence, first, on_date.day) is not complete:
            continue
        entry = silence.instrument
        contact = max(view.contacts, key=lambda held: (held.day, held.last, held.id), default=None)
        # What followed last: a visit or event, a signature or letter of intent, or only a source that states
        # the tie without a date.
        case, last = "stated", entry.date or first.isoformat()
        if contact is not None and contact.day >= silence.last:
            if contact.what != "step":
                # Of a year and a day in it, the figure "last contact" takes the day.
                contact = view.newest or contact
            case = _AFTER.get(contact.kind, "silent") if contact.what == "step" else "silent"
            last = contact.date
        elif entry.date:
            case = "never"
        figures: dict[str, Figure] = {
            "kind": entry.kind,
            "months": round(silence.months),
            "limit": round(silence.limit),
            "last": last,
            "contacts": on_date.scores.meetings_of(view.place),
            **_paused_figures(silence.paused),
        }
        step = "ask" if not complete else "return_visit" if contact and contact.direction == "in" else "renew"
        facts = (entry.tie, *(contact.facts if contact else ()))
        statements = (*entry.statements, *(contact.statements if contact else ()))
        yield Match(
            partner=view.id,
            subject=entry.tie,
            case=case,
            next=step,
            figures=figures,
            facts=facts,
            statements=statements,
            sure=complete,
        )


@implements("G3")
def _dormant(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    return _silent(on_date, rule, complete=True)


@implements("G4")
def _activity_unknown(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    return _silent(on_date, rule, complete=False)


@implements("G5")
def _anniversary(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    year, ahead = on_date.day.year, add_months(on_date.day, rule.number("lead_months"))
    every, months = int(rule.number("every")), rule.number("months")
    found = [
        *anniversaries(on_date, year, every, months),
        *(anniversaries(on_date, ahead.year, every, months) if ahead.year > year else ()),
    ]
    for entry in found:
        if (
            entry.kind not in rule.words("kinds")
            or entry.stage != "signed"
            or not entry.main
            or entry.marked is not EventRecorded.NONE
            or entry.first > max(ahead, dt.date(year, 12, 31))
        ):
            continue
        first, last = window(entry, months)
        passed = entry.last < on_date.day
        code = "late" if passed else "event" if entry.years % rule.number("event_every") == 0 else "letter"
        figures: dict[str, Figure] = {
            "years": entry.years,
            "day": entry.day,
            "signed": entry.signed,
            "kind": entry.kind,
        }
        sure = on_date.complete(rule.silence, min(first, on_date.day), min(last, on_date.day))
        yield Match(
            partner=entry.partner,
            subject=entry.tie,
            case="passed" if passed else "coming",
            next=code,
            figures=figures,
            facts=(entry.tie,),
            statements=entry.statements,
            sure=sure,
            due=None if passed else entry.first,
        )


@implements("G6")
def _one_way(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    since = add_months(on_date.day, -rule.number("months"))
    for view in tied_partners(on_date):
        received, sent = view.received, view.sent
        more, less = max(received, sent), min(received, sent)
        if more + less < rule.number("least") or less >= rule.number("share") * more:
            continue
        case = "received" if received > sent else "sent"
        figures: dict[str, Figure] = {"received": round(received, 2), "sent": round(sent, 2)}
        facts, statements = facts_and_statements(view.contacts)
        yield Match(
            partner=view.id,
            subject="",
            case=case,
            next="visit" if case == "received" else "invite",
            figures=figures,
            facts=facts,
            statements=statements,
            sure=on_date.complete(rule.silence, since, on_date.day),
        )


@implements("G7")
def _single_thread(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    since = add_months(on_date.day, -rule.number("months"))
    least = rule.number("share")
    totals = on_date.scores.total
    looked_at = [view for view in tied_partners(on_date) if totals[view.place] >= rule.number("least")]
    most_by_one_body = on_date.most_by_one_body([view.place for view in looked_at])
    for view in looked_at:
        total = float(totals[view.place])
        sure = on_date.complete(rule.silence, since, on_date.day)
        by_sector = sorted(
            (
                (amount / total, sector)
                for sector, amount in zip(SECTORS, on_date.scores.sectors[view.place].tolist(), strict=True)
                if amount
            ),
            reverse=True,
        )
        if by_sector and by_sector[0][0] >= least and all(share <= 1 - least for share, _ in by_sector[1:]):
            share, sector = by_sector[0]
            facts, statements = facts_and_statements(view.contacts)
            yield Match(
                partner=view.id,
                subject=f"sector/{sector}",
                case="sector",
                next="widen",
                figures={"sector": sector, "share": round(100 * share)},
                facts=facts,
                statements=statements,
                sure=sure,
            )
        # Contacts are looked at one by one only where one body may have taken part in enough of them.
        if most_by_one_body.get(view.place, 0.0) < least * total * _ROUNDING:
            continue
        facts, statements = facts_and_statements(view.contacts)
        carried: dict[str, float] = {}
        for entry in view.measured.contacts:
            for body in {body for fact in entry.contact.facts for body in on_date.world.met.get(fact, ())}:
                carried[body] = carried.get(body, 0.0) + entry.weight
        for body, amount in sorted(carried.items()):
            if amount >= least * total:
                yield Match(
                    partner=view.id,
                    subject=f"body/{body}",
                    case="counterpart",
                    next="widen",
                    figures={"counterpart": body, "share": round(100 * amount / total)},
                    facts=facts,
                    statements=statements,
                    sure=sure,
                )
