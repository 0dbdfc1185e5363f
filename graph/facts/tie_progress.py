"""The progress of a tie by a day: the steps taken, and whether it has ended. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.facts.as_of import AsOf, DateReading
from graph.facts.complete_lists import is_only_claimed
from graph.facts.link_facts import Tie, TieStatement
from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate, finest
from graph.model.vocabulary import STAGES, TIE_KINDS

#: Statuses of an instrument whose text is still valid; the years of a tie count from the first of these.
IN_FORCE = ("active", "dormant")
#: Statuses that end or pause a tie.
ENDINGS = ("dormant", "suspended", "expired", "terminated", "refuted")
#: Of these, the ones after which the tie is no longer in force.
NOT_IN_FORCE = ("suspended", "expired", "terminated", "refuted")
#: Status that affirms a tie again after a pause or an end.
RESUMED = "resumed"
REFUTED = "refuted"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step that was taken.

    :param kind: kind of tie it leads to
    :param stage: generic stage
    :param day: ordinal of the middle of its date; without a date, of the day by which a source states it;
        that of the day asked about where no source gives any day (:func:`undated_progress`)
    :param date: partial date, or empty
    :param off_list: whether it is a claim that a list declared complete does not hold; it counts as contact
    :param set_aside: the kind stated, if a decision replaces it by ``kind``; it counts as contact
    """

    kind: str
    stage: str
    day: float
    date: str
    statements: tuple[Statement, ...]
    off_list: bool = False
    set_aside: str = ""


@dataclass(frozen=True, slots=True)
class TieEnding:
    """The end or pause of a tie.

    :param status: one of :data:`ENDINGS`
    :param since: since when, or the day by which a source states it: partial date, or empty for a decision
        and where no source gives a day
    :param dated: whether a source gives the date
    """

    status: str
    since: str = ""
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TieTurn:
    """The end, pause or resumption of a tie that a source dates.

    :param status: one of :data:`ENDINGS`, or :data:`RESUMED`
    :param day: ordinal of the middle of its date
    :param date: partial date
    """

    tie: str
    kind: str
    status: str
    day: float
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieProgress:
    """The progress of a tie by the day.

    :param signed: the strongest kind signed, at its first signature; None if nothing was signed
    :param ahead: the furthest step that aims at a stronger kind than what is signed; None without one
    :param mere: the furthest contact, if nothing was signed; None otherwise
    :param last: latest of all its steps
    :param ending: end or pause of the whole tie; None if it is in force
    :param undated: whether no source gives any day of its steps, so that it came at an unknown time
    """

    tie: Tie
    signed: StepTaken | None
    ahead: StepTaken | None
    mere: StepTaken | None
    last: StepTaken
    ending: TieEnding | None
    steps: tuple[StepTaken, ...]
    undated: bool = False

    @property
    def reached(self) -> StepTaken:
        """What the tie is on the day: the strongest kind signed, else the furthest step."""
        found = self.signed or self.ahead or self.mere
        assert found is not None
        return found

    @property
    def best(self) -> StepTaken:
        """What the tie is on its way to, else what it is."""
        return self.ahead or self.reached

    @property
    def kind(self) -> str:
        """Kind of tie aimed at, or reached."""
        return self.best.kind

    @property
    def stage(self) -> str:
        """Furthest stage of that kind."""
        return self.best.stage

    @property
    def since(self) -> str:
        """When the stage was reached: partial date, or the day by which it is stated; empty if undated."""
        return "" if self.undated else self.best.date or _iso(self.best.day)

    @property
    def day(self) -> float:
        """Ordinal of :attr:`since`."""
        return self.best.day

    @property
    def dated(self) -> bool:
        """Whether a source gives the date of the stage."""
        return bool(self.best.date)

    @property
    def open(self) -> bool:
        """Whether it is under way to a signature that is still to come."""
        waiting = self.ahead or self.mere
        return waiting is not None and not waiting.off_list and self.ending is None

    @property
    def ended(self) -> str:
        """Status that ends or pauses it, or empty."""
        return self.ending.status if self.ending else ""

    @property
    def in_force(self) -> bool:
        """Whether it is certainly signed by the day, and neither ended nor suspended."""
        return self.signed is not None and not self.undated and self.ended not in NOT_IN_FORCE

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements about its steps."""
        return tuple(dict.fromkeys(statement for step in self.steps for statement in step.statements))


#: Returns when a step was taken, as ordinal and partial date, from its statements, its stage and the day.
_StepDating = Callable[[Sequence[TieStatement], str, AsOf], tuple[float, str] | None]


def tie_progress(tie: Tie, as_of: AsOf) -> TieProgress | None:
    """Return the progress of ``tie`` by the day; None if no step was taken yet or the tie is refuted."""
    steps = steps_taken(tie, as_of)
    return _progress(tie, steps, as_of) if steps else None


def undated_progress(tie: Tie, as_of: AsOf) -> TieProgress | None:
    """Return what is told of ``tie`` without any day: neither of the step, nor of what tells it.

    It came at an unknown time: it is shown apart, and counts neither as in force nor as under way. None if
    there is nothing of the kind, or if the tie is known to have come as far on the day.
    """
    if all(entry.spoken_on or all(entry.steps.values()) for entry in tie.tie_statements):
        return None  # nearly always
    steps = _steps(tie, as_of, _unknown_time)
    if not steps:
        return None
    found, dated = _progress(tie, steps, as_of, undated=True), tie_progress(tie, as_of)
    return None if dated and _distance(dated.reached) <= _distance(found.reached) else found


def _distance(step: StepTaken) -> tuple[bool, int, int]:
    """Sort key of how far a step brings a tie, furthest first: signed ones by kind, then by stage."""
    signed = step.stage == "signed"
    return (not signed, TIE_KINDS.index(step.kind) if signed else 0, -STAGES.index(step.stage))


def _progress(tie: Tie, steps: tuple[StepTaken, ...], as_of: AsOf, *, undated: bool = False) -> TieProgress:
    signed = [step for step in steps if step.stage == "signed"]
    strongest = min((TIE_KINDS.index(step.kind) for step in signed), default=len(TIE_KINDS))
    # A tie is under way if a step aims at a kind that outranks everything signed.
    ahead = [
        step
        for step in steps
        if step.stage not in ("signed", "contact") and TIE_KINDS.index(step.kind) < strongest
    ]
    mere = [step for step in steps if step.stage == "contact"] if not signed else []
    return TieProgress(
        tie=tie,
        signed=min(signed, key=lambda step: (TIE_KINDS.index(step.kind), step.day), default=None),
        ahead=_furthest(ahead),
        mere=_furthest(mere),
        last=max(steps, key=lambda step: (step.day, STAGES.index(step.stage), step.kind)),
        ending=tie_ending(tie, as_of),
        steps=steps,
        undated=undated,
    )


def _furthest(steps: Sequence[StepTaken]) -> StepTaken | None:
    return min(
        steps,
        key=lambda step: (step.off_list, -STAGES.index(step.stage), TIE_KINDS.index(step.kind), step.day),
        default=None,
    )


def _iso(day: float) -> str:
    return dt.date.fromordinal(round(day)).isoformat()


def steps_taken(tie: Tie, as_of: AsOf) -> tuple[StepTaken, ...]:
    """Return the steps taken by the day, oldest first; none if the tie is refuted.

    A kind that a decision sets aside is replaced by the one decided. A signature that a list declared
    complete does not hold is only a claim, and proves no more than contact.
    """
    return _steps(tie, as_of, step_date)


def _steps(tie: Tie, as_of: AsOf, date_of: _StepDating) -> tuple[StepTaken, ...]:
    """Return the steps that ``date_of`` gives a day, oldest first."""
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return ()
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    found = []
    for (kind, stage), entries in statements_by_step(told).items():
        if reached := date_of(entries, stage, as_of):
            day, date = reached
            named = decided.get("kind", kind)
            claimed = (
                stage == "signed"
                and decided.get("kind", "") != kind
                and named == kind
                and is_only_claimed(kind, date, told, tie.lists, as_of)
            )
            # Statements about another kind than the one decided only prove contact.
            found.append(
                StepTaken(
                    kind=named,
                    stage=stage if named == kind and not claimed else "contact",
                    day=day,
                    date=date,
                    statements=as_of.known(entry.statement for entry in entries),
                    off_list=claimed,
                    set_aside=kind if named != kind else "",
                )
            )
    return tuple(sorted(found, key=lambda step: (step.day, step.kind, step.stage)))


def tie_ending(tie: Tie, as_of: AsOf) -> TieEnding | None:
    """Return the end or pause of the whole tie by the day; None if there is none."""
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    days = {
        (kind, stage): taken[0]
        for (kind, stage), entries in statements_by_step(told).items()
        if (taken := step_date(entries, stage, as_of))
    }
    # A new contact or target does not bring back a tie that has ended; a signature does.
    signed = [day for (_, stage), day in days.items() if stage == "signed"]
    affirmed = max(signed or days.values(), default=0.0)
    return ending(told, decisions_known(tie, as_of), as_of, affirmed)


def dated_turns(tie: Tie, as_of: AsOf) -> tuple[TieTurn, ...]:
    """Return the ends, pauses and resumptions of ``tie`` dated by the day, oldest first.

    What sources merely state as of a day is no event of that day, and is left out.
    """
    found = {
        (day, entry.status): TieTurn(
            tie=tie.id, kind=entry.kind, status=entry.status, day=day, date=entry.status_date
        )
        for entry in tie.tie_statements
        if entry.status in (*ENDINGS, RESUMED)
        and as_of.knows(entry.statement)
        and entry.status_date
        and (day := as_of.day(entry.status_date)) is not None
    }
    return tuple(found[key] for key in sorted(found))


def statements_by_step(told: Iterable[TieStatement]) -> dict[tuple[str, str], list[TieStatement]]:
    """Group the statements by the kind and stage of the steps they state."""
    found: dict[tuple[str, str], list[TieStatement]] = {}
    for entry in sorted(told, key=lambda entry: entry.statement.rank):
        for stage in entry.steps:
            found.setdefault((entry.kind, stage), []).append(entry)
    return dict(sorted(found.items()))


def step_date(statements: Sequence[TieStatement], stage: str, as_of: AsOf) -> tuple[float, str] | None:
    """Return when a step was taken, as ordinal and partial date; None if not by the day.

    Without a date, the ordinal is that of the day by which a source states the step, and the date is empty.
    What no source gives any day of may have been taken (:attr:`DateReading.HIGH`), else was not.
    """
    date = finest([entry.steps[stage] for entry in statements if entry.steps[stage]]) or ""
    if date:
        day = as_of.day(date)
        return None if day is None else (day, date)
    now = as_of.valid_on.toordinal()
    spoken = (PartialDate(entry.spoken_on).last.toordinal() for entry in statements if entry.spoken_on)
    stated = min(spoken, default=None)
    if as_of.reading is DateReading.HIGH:
        return float(now if stated is None else min(stated, now)), ""
    return None if stated is None or stated > now else (float(stated), "")


def _unknown_time(statements: Sequence[TieStatement], stage: str, as_of: AsOf) -> tuple[float, str] | None:
    """Return the day asked about for a step that no source gives any day of; None for any other step."""
    if any(entry.steps[stage] or entry.spoken_on for entry in statements):
        return None
    return float(as_of.valid_on.toordinal()), ""


def decisions_known(tie: Tie, as_of: AsOf) -> dict[str, str]:
    """Return the values decided by property, as far as the decisions were known."""
    ordered = sorted(tie.decisions, key=lambda entry: (entry.decided_on, entry.property, entry.value))
    return {
        entry.property: entry.value
        for entry in ordered
        if as_of.known_on is None or entry.decided_on <= as_of.known_on
    }


def ending_status(
    told: Iterable[TieStatement], decided: Mapping[str, str], as_of: AsOf, day: float, kind: str = ""
) -> str:
    """Return the status of :func:`ending`; empty if there is none."""
    found = ending(told, decided, as_of, day, kind)
    return found.status if found else ""


def ending(
    told: Iterable[TieStatement], decided: Mapping[str, str], as_of: AsOf, day: float, kind: str = ""
) -> TieEnding | None:
    """Return the end or pause that is later than the last affirmation of the tie; None if there is none.

    An end, pause or resumption is dated by its own date, else by the day of which the statement speaks, else
    by the publication of its source; never by the day of loading. An end that none of these dates came at an
    unknown time after the signature: the tie is not in force on any day, and since when is not recorded.

    :param day: ordinal of the step concerned, which counts as an affirmation
    :param kind: only a signature of this kind affirms the tie; empty for any kind
    """
    if decided.get("status") in ENDINGS:
        return TieEnding(decided["status"])
    now = as_of.valid_on.toordinal()
    endings: list[tuple[int, str, str, bool]] = []
    undated: list[str] = []
    affirmed, resumed = day, False
    for entry in told:
        ends, resumes = entry.status in ENDINGS, entry.status == RESUMED
        if not (ends or resumes or (kind in ("", entry.kind) and "signed" in entry.steps)):
            continue
        since = (entry.status_date if ends or resumes else "") or entry.said
        since = since or (entry.statement.told if ends or resumes else "")
        if not since:
            undated += [entry.status] if ends else []
            resumed |= resumes
            affirmed = max(affirmed, as_of.day(entry.steps.get("signed", "")) or 0.0)
            continue
        said = PartialDate(since).last.toordinal()
        if said > now:
            # An end stated for a year that is not over may already have happened.
            begun = PartialDate(since).first.toordinal() <= now
            if not (ends and begun and as_of.reading is DateReading.LOW):
                continue
        if ends:
            endings.append((said, entry.status, since, bool(entry.status_date)))
        else:
            resumed |= resumes
            affirmed = max(affirmed, float(said), as_of.day(entry.steps.get("signed", "")) or 0.0)
    later = [entry for entry in endings if entry[0] > affirmed]
    # What has ended is not brought back by a source that later calls it dormant.
    final = [entry for entry in later if entry[1] in NOT_IN_FORCE]
    gone = [status for status in undated if status in NOT_IN_FORCE]
    if (
        undated
        and not final
        and not resumed
        and as_of.reading is not DateReading.HIGH
        and (gone or not later)
    ):
        return TieEnding(min(gone or undated, key=ENDINGS.index))
    if not later:
        return None
    _, status, since, dated = max(final or later)
    return TieEnding(status, since, dated)
