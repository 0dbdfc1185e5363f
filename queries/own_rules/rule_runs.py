"""Runs rules that an office adds, and turns their rows into findings."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.errors import ConfigurationError, FriendCircleError, QueryTimeout
from graph.i18n import Message
from graph.model.partial_date import PartialDate
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.planning.findings import Certainty, Figure, Finding
from graph.store import GraphStore
from graph.suggest import near_matches
from graph.world_on_date import WorldOnDate
from queries.citations import citations
from queries.console.running_statement import run_console
from queries.console.tokens import schema_names
from queries.own_rules.rule_files import CASE, OwnRule
from queries.sources import is_known

_SPECIAL = ("partner", "facts", "since")

#: Maximum number of findings of one rule.
MOST = 1_000
#: Time limit in seconds for all rules of an office together.
SECONDS = 30.0
#: Remaining seconds below which no further rule is started.
_LEAST_SECONDS = 0.1


class SharedTime:
    """The time budget that all rules of an office share, starting now.

    :param clock: monotonic clock, which returns seconds
    """

    def __init__(self, clock: Callable[[], float], seconds: float = SECONDS) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self.seconds = seconds

    def left(self) -> float:
        """Return the remaining seconds, zero or more."""
        return max(0.0, self._end - self._clock())


def run_own_rule(
    store: GraphStore, own: OwnRule, on_date: WorldOnDate, time: SharedTime
) -> tuple[list[Finding], list[FriendCircleError]]:
    """Run a rule; return its findings and warnings, such as unknown names or too many findings.

    :param store: open for reading
    :param time: time budget that the rules of the office share
    :raises QueryTimeout: if the previous rules have used up the time, with the file
    :raises FriendCircleError: if the statement would write, fails or has no column ``partner``, with file and
        line
    """
    where = f"{own.where}:{own.first_line}"
    parameters = {"home": on_date.world.home.id, "as_of": on_date.day, "known_as_of": on_date.as_of.known_on}
    left = time.left()
    if left < _LEAST_SECONDS:
        raise QueryTimeout(
            "the rule {rule} was not evaluated: the {seconds:g} s that all rules of the office share are "
            "used up",
            rule=own.rule.id,
            seconds=time.seconds,
            where=where,
            hint="make the slow rules cheaper, or switch one off",
        )
    try:
        answer = run_console(store, own.text, parameters, limit=MOST, timeout=left)
    except FriendCircleError as error:
        raise type(error)(
            Message("the rule {rule} cannot run: {why}", rule=own.rule.id, why=error.parts.what),
            where=where,
            hint=error.parts.hint,
        ) from error
    if answer.columns and "partner" not in answer.columns:
        raise ConfigurationError(
            "the rule {name} gives no column 'partner'",
            name=own.rule.id,
            where=where,
            hint="end it with RETURN … AS partner",
        )
    rows = answer.records()
    _check_rows(store, own, rows, where)
    sources = citations(store, [str(fact) for row in rows for fact in row.get("facts") or ()])
    remarks = _foreign_names(own, where)
    if answer.truncated:
        remarks.append(
            ConfigurationError(
                "the rule {rule} finds more than {most}; only these are taken",
                rule=own.rule.id,
                most=MOST,
                where=where,
            )
        )
    return [_finding(own, row, on_date, sources) for row in rows], remarks


def _foreign_names(own: OwnRule, where: str) -> list[FriendCircleError]:
    """Return a warning for each label and relationship type in the statement that the model does not have."""
    remarks: list[FriendCircleError] = []
    for names, known in zip(schema_names(own.text), (list(NODE_TYPES), list(RELATION_TYPES)), strict=True):
        for name in sorted(names - set(known)):
            near = near_matches(name, known, most=1)
            remarks.append(
                ConfigurationError(
                    "the rule {rule} asks for {name!r}, which the graph does not have",
                    rule=own.rule.id,
                    name=name,
                    where=where,
                    hint="did you mean {near}?" if near else "the data dictionary says what there is",
                    near=near[0] if near else "",
                )
            )
    return remarks


def _check_rows(store: GraphStore, own: OwnRule, rows: Sequence[Mapping[str, Any]], where: str) -> None:
    """Check the rows of a rule.

    :raises ConfigurationError: for an unknown ``partner``, an invalid ``since``, or a sentence with a
        placeholder that is no column
    """
    names = list(dict.fromkeys(str(row["partner"] or "") for row in rows))
    if (
        rows
        and (unknown := next((name for name in names if not name or not is_known(store, name)), None))
        is not None
    ):
        raise ConfigurationError(
            "the rule {rule} finds {name!r}, which is no id of the graph",
            rule=own.rule.id,
            name=unknown,
            where=where,
            hint="'partner' is the id of whom a finding is about",
        )
    if (
        wrong := next((row["since"] for row in rows if row.get("since") and _day(row["since"]) is None), None)
    ) is not None:
        raise ConfigurationError(
            "the rule {rule} gives {value!r} as 'since', which is no date",
            rule=own.rule.id,
            value=wrong,
            where=where,
            hint="write 2020-01-22",
        )
    columns = {name for row in rows[:1] for name in row}
    for says in (own.rule.says[CASE], own.rule.next[CASE]):
        for text in (says.en, says.zh):
            missing = (
                sorted(
                    {name for _, name, _, _ in string.Formatter().parse(text) if name} - columns - {"since"}
                )
                if rows
                else []
            )
            if missing:
                raise ConfigurationError(
                    "the sentence of the rule {rule} names {name!r}, which is no column",
                    rule=own.rule.id,
                    name=missing[0],
                    where=where,
                    hint="columns are {known}",
                    known=sorted(columns),
                )


def _finding(
    own: OwnRule, row: Mapping[str, Any], on_date: WorldOnDate, sources: Mapping[str, Sequence[Any]]
) -> Finding:
    facts = tuple(str(fact) for fact in row.get("facts") or ())
    figures: dict[str, Figure] = {name: _figure(value) for name, value in row.items() if name not in _SPECIAL}
    since = _day(row.get("since"))
    if since:
        figures["since"] = since.isoformat()
    silent = own.rule.silence
    sure = not silent or (since is not None and on_date.complete(silent, since, on_date.day))
    partner = str(row["partner"] or "")
    return Finding(
        rule=own.rule.id,
        partner=partner,
        subject=facts[0] if facts else "",
        case=CASE,
        next=CASE,
        certainty=Certainty.GAP if sure else Certainty.UNKNOWN,
        severity=own.rule.severity,
        figures=figures,
        facts=facts,
        sources=tuple(sorted({entry.source for fact in facts for entry in sources.get(fact, ())})),
    )


def _day(value: object) -> dt.date | None:
    try:
        return PartialDate.parse(str(value)).first if value else None
    except ValueError:
        return None


def _figure(value: object) -> Figure:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return tuple(str(entry) for entry in value) if isinstance(value, list | tuple) else str(value)
