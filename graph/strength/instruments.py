"""Which ties count towards link strength: their instruments, and their signatures as contacts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.facts.as_of import AsOf
from graph.facts.complete_lists import is_only_claimed
from graph.facts.link_facts import CompleteList, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.tie_progress import (
    ENDINGS,
    IN_FORCE,
    REFUTED,
    RESUMED,
    decisions_known,
    ending_status,
    statements_by_step,
    step_date,
)
from graph.model.vocabulary import TIE_KINDS
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact, Days, UnknownWord

#: Status of a signature that is claimed for a time whose complete list does not hold the tie.
CLAIMED = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A signed text, or the stage reached on the way to one.

    :param level: an instrument of the configuration
    :param status: a status of the configuration
    :param kind: kind of tie, a word of the data
    :param stage: generic stage
    :param day: ordinal of the middle of its date; without a date, of the day by which a source states it
    :param date: partial date, or empty
    """

    tie: str
    level: str
    status: str
    kind: str
    stage: str
    day: float
    date: str
    statements: tuple[Statement, ...]


def signatures_in_force(instruments: Iterable[Instrument]) -> list[Instrument]:
    """Return the instruments that are signed, and neither ended nor suspended, in the order given."""
    return [entry for entry in instruments if entry.stage == "signed" and entry.status in IN_FORCE]


def strongest_first(signed: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Return signatures with the strongest kind of tie first, then the earliest."""
    return tuple(sorted(signed, key=lambda entry: (TIE_KINDS.index(entry.kind), entry.day, entry.tie)))


def is_signed(tie: Tie, as_of: AsOf, config: StrengthConfig) -> bool:
    """Return whether a tie is signed and has not ended, for a channel that rests on it."""
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return False
    for (kind, stage), statements in statements_by_step(told).items():
        taken = step_date(statements, stage, as_of)
        if (
            stage == "signed"
            and taken
            and decided.get("kind", kind) == kind
            and _ended(told, decided, as_of, taken[0], kind, config) in ("", *IN_FORCE)
        ):
            return True
    return False


def count_tie(
    tie: Tie,
    lists: Sequence[CompleteList],
    config: StrengthConfig,
    as_of: AsOf,
    unread: list[UnknownWord],
) -> tuple[list[Instrument], list[CountedContact]]:
    """Return the instruments of a tie, and its steps that are contacts: signatures and letters of intent."""
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return [], []
    instruments: list[Instrument] = []
    held: list[CountedContact] = []
    for (kind, stage), words in statements_by_step(told).items():
        taken = step_date(words, stage, as_of)
        if taken is None:
            continue
        day, date = taken
        set_aside = "kind" in decided and decided["kind"] != kind
        named = decided["kind"] if set_aside else kind
        status, level = config.statuses.get(stage, ("", ""))
        level = level or config.words["tie_kind"].get(named, "")
        if not status or (named not in config.words["tie_kind"]):
            unread.append(UnknownWord("tie_kind", named, tie.id))
            continue
        if not level:
            continue
        status = _ended(told, decided, as_of, day, kind, config) or status
        claimed = (
            stage == "signed"
            and decided.get("kind") != kind
            and is_only_claimed(kind, date, told, lists, as_of)
        )
        if claimed and not set_aside:
            status = CLAIMED
        statements = as_of.known(entry.statement for entry in words)
        if not (set_aside and stage != "signed"):
            instruments.append(
                Instrument(
                    tie=tie.id,
                    level=level,
                    status=status,
                    kind=named,
                    stage=stage,
                    day=day,
                    date=date,
                    statements=statements,
                )
            )
        accepted = status != CLAIMED and (not set_aside or stage == "signed")
        if stage in ("signed", "intent") and date and accepted:
            held.append(_step(tie.id, stage, kind, date, day, words, statements, config))
    return instruments, _once(held, config)


def _once(steps: Iterable[CountedContact], config: StrengthConfig) -> list[CountedContact]:
    """Return the steps of one tie, each once: two kinds that sources name for one date are one signing."""
    found: dict[tuple[str, str], CountedContact] = {}
    for step in steps:
        told = found.setdefault((step.kind, step.date), step)
        if told is not step:
            heavier = max(told, step, key=lambda entry: config["levels"][entry.level])
            statements = {entry.id: entry for entry in (*told.statements, *step.statements)}
            found[step.kind, step.date] = replace(
                heavier, statements=tuple(statements[name] for name in sorted(statements))
            )
    return list(found.values())


def counts_alike(tie: Tie, lists: Sequence[CompleteList], one: AsOf, other: AsOf) -> bool:
    """Return whether a tie certainly counts the same if only grades or the reading of dates differ.

    :param one, other: the same day and day of knowledge
    """
    if one.grades != other.grades:
        told = (*tie.statements, *(statement for entry in lists for statement in entry.statements))
        if any(one.knows(entry) != other.knows(entry) for entry in told):
            return False
    return one.reading is other.reading or all(
        entry.status not in (*ENDINGS, RESUMED)
        and all(entry.steps.values())
        and not any(one.is_within(date) for date in (*entry.steps.values(), entry.spoken_on))
        for entry in tie.tie_statements
    )


def _ended(
    told: Iterable[TieStatement],
    decided: Mapping[str, str],
    as_of: AsOf,
    day: float,
    kind: str,
    config: StrengthConfig,
) -> str:
    """Return the configuration's status for the end of an instrument; empty if it has not ended."""
    status = ending_status(told, decided, as_of, day, kind)
    return config.statuses[status][0] if status else ""


def _step(
    tie: str,
    stage: str,
    kind: str,
    date: str,
    day: float,
    told: Sequence[TieStatement],
    statements: tuple[Statement, ...],
    config: StrengthConfig,
) -> CountedContact:
    """Return a signature or letter of intent as a contact at its signatories' level, else a department's.

    By itself it gives no reciprocity and no breadth.
    """
    signatories = next((entry.signatories for entry in told if entry.signatories), "")
    mode = next(
        (config.words["mode"][entry.mode] for entry in told if entry.mode in config.words["mode"]),
        "in_person",
    )
    kind_of_contact = "sign" if stage == "signed" else "letter_of_intent"
    rank = next(
        (level for level, titles in _SIGNATORIES if any(title in signatories.casefold() for title in titles)),
        "department",
    )
    return CountedContact(
        id=f"{tie}/{kind}/{stage}",
        facts=(tie,),
        what="step",
        kind=kind_of_contact,
        data_kind=kind,
        level=config.level_of(rank, signatories),
        mode=mode,
        half_life=config.half_life(rank, kind_of_contact, ("government",)),
        direction="none",
        sectors=(),
        day=day,
        days=Days.of(date),
        date=date,
        statements=statements,
    )


#: Words in a signatory's title that give a level (a word of the data), highest level first.
_SIGNATORIES = (
    ("head_of_state", ("president", "prime minister", "总统", "总理", "国家主席")),
    ("mayor", ("mayor", "governor", "市长", "书记", "省长", "州长")),
    ("vice_minister_or_ambassador", ("minister", "ambassador", "consul", "部长", "大使", "领事")),
)
