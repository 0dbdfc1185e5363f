"""Rules that an office adds: Cypher files with a header, stored with the office and run read-only.

::

    // rule: X1
    // title: Partner without a project
    // title_zh: 尚无合作项目
    // says: {ties} formal tie(s), no project
    // says_zh: 已结好 {ties} 项，尚无项目
    // next: Ask the chamber of commerce for a proposal
    // next_zh: 请商会提出项目建议
    // severity: low
    // silence: projects

    MATCH (home:City {id: $home})...
    RETURN p.id AS partner, count(t) AS ties, collect(t.id) AS facts, min(t.signed_from) AS since

The statement may use ``$home``, ``$as_of`` and ``$known_as_of``. Its column ``partner`` is the id of the
party that the finding is about, ``facts`` the ids of the supporting facts, ``since`` the day from which
missing records count; all other columns are figures. With ``silence`` a finding is a "gap" only if the tables
named there are declared complete from ``since`` on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import ConfigurationError, FriendCircleError, QueryTimeout
from graph.i18n import Bilingual, Message
from graph.model.partial_date import PartialDate
from graph.model.schema import NODE_TYPES, RELATION_TYPES
from graph.planning.findings import Certainty, Figure, Finding
from graph.planning.gap_rules import SEVERITIES, GapConfig, GapRule, load_gap_config
from graph.store import GraphStore
from graph.suggest import near_matches
from graph.world_on_date import WorldOnDate
from queries.console.run import run_console
from queries.console.tokens import schema_names
from queries.links import ask, citations
from queries.sources import is_known

CASE = "own"
_ENTRY = re.compile(r"^//\s?(?P<key>[a-z_]+):\s*(?P<rest>.*)$")
_KEYS = ("rule", "title", "title_zh", "says", "says_zh", "next", "next_zh", "severity", "silence")
_ID = re.compile(r"^[A-Z]{1,8}[0-9]{0,4}$")
_SPECIAL = ("partner", "facts", "since")
#: Input tables allowed in ``silence``: those that ``completeness.csv`` can declare complete.
TABLES = (
    "consulates",
    "documents",
    "events",
    "functions",
    "indicators",
    "mechanisms",
    "organisations",
    "outcomes",
    "plan",
    "port_links",
    "ports",
    "programmes",
    "projects",
    "quotas",
    "sites",
    "tie_steps",
    "ties",
    "visits",
)
#: Maximum number of findings of one rule.
MOST = 1_000
#: Time limit in seconds for all rules of an office together.
SECONDS = 30.0
#: Remaining seconds below which no further rule is started.
_LEAST_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of an office.

    :param text: the Cypher text
    :param where: name of the file
    :param first_line: line of the file on which the statement begins
    """

    rule: GapRule
    text: str
    where: str
    first_line: int


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


def rules_of(store: GraphStore, home: str, *own: tuple[str, str]) -> GapConfig:
    """Return the rule configuration of a home: the built-in one, changed by the office's, then by ``own``.

    :param own: pairs of the text of a TOML file and its origin
    :raises ConfigurationError: if one of them is invalid
    """
    rows = ask(store, "world/own", home=home)
    return load_gap_config(
        *((row["gaps"], f"gaps.toml ({row['collection']})") for row in rows if row["gaps"]), *own
    )


def own_files_of(store: GraphStore, home: str) -> dict[str, str]:
    """Return the texts of the rule files of a home's office in the store, by ``COLLECTION/NAME``."""
    rows = ask(store, "world/own", home=home)
    return {
        f"{row['collection']}/{name}": text
        for row in rows
        if row["rules"]
        for name, text in sorted(json.loads(row["rules"]).items())
    }


def named_in(files: Iterable[str]) -> set[str]:
    """Return the rule ids that the texts of rule files declare, including invalid ones."""
    return {
        match["rest"].strip()
        for text in files
        for line in text.splitlines()
        if (match := _ENTRY.match(line)) and match["key"] == "rule"
    }


def parse_own_rule(file: str, content: str, taken: Iterable[str] = ()) -> OwnRule:
    """Parse a rule file.

    :param file: name of the file
    :param taken: ids already in use
    :raises ConfigurationError: if the file is invalid, with file and line
    """
    lines = content.splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    given: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, line in enumerate(lines[:length], start=1):
        match = _ENTRY.match(line)
        where = f"{file}:{number}"
        if match is None or match["key"] not in _KEYS:
            raise ConfigurationError(
                "unknown entry in the header: {entry!r}",
                entry=line[:60],
                where=where,
                hint="known are {known}; a remark comes after an empty line",
                known=_KEYS,
            )
        if match["key"] in given:
            raise ConfigurationError("{key} is given twice", key=match["key"], where=where)
        given[match["key"]], places[match["key"]] = match["rest"].strip(), where
    for key in ("rule", "title"):
        if not given.get(key):
            raise ConfigurationError(
                "the header has no {key}",
                key=key,
                where=places.get(key, f"{file}:1"),
                hint="add a line '// {key}: …'",
            )
    if not _ID.match(given["rule"]):
        raise ConfigurationError(
            "{name!r} is no id of a rule",
            name=given["rule"],
            where=places["rule"],
            hint="write one to eight capital letters and a number, such as X1",
        )
    if given["rule"] in taken:
        raise ConfigurationError(
            "there is a rule {name} already",
            name=given["rule"],
            where=places["rule"],
            hint="choose another id",
        )
    severity = given.get("severity", "medium")
    if severity not in SEVERITIES:
        raise ConfigurationError(
            "{word!r} in the setting {name!r} is not known",
            word=severity,
            name="severity",
            where=places["severity"],
            hint="known are {known}",
            known=SEVERITIES,
        )
    silence = tuple(given.get("silence", "").replace(",", " ").split())
    for name in silence:
        if name not in TABLES:
            near = near_matches(name, TABLES, most=1)
            raise ConfigurationError(
                "{word!r} in the setting {name!r} is not known",
                word=name,
                name="silence",
                where=places["silence"],
                hint="did you mean {near}?" if near else "known are {known}",
                near=near[0] if near else "",
                known=TABLES,
            )
    text = "\n".join(lines[length:]).strip()
    if not text:
        raise ConfigurationError("there is no statement below the header", where=f"{file}:{max(length, 1)}")
    first = length + 1 + next(number for number, line in enumerate(lines[length:]) if line.strip())
    title = Bilingual(given["title"], given.get("title_zh", ""))
    rule = GapRule(
        id=given["rule"],
        title=title,
        meaning=title,
        ends=Bilingual("", ""),
        severity=severity,
        silence=silence,
        limits={},
        says={CASE: Bilingual(given.get("says", ""), given.get("says_zh", ""))},
        next={CASE: Bilingual(given.get("next", ""), given.get("next_zh", ""))},
    )
    return OwnRule(rule, text, file, first)


def parse_own_rules(
    files: Mapping[str, str], taken: Iterable[str]
) -> tuple[list[OwnRule], list[FriendCircleError]]:
    """Return the valid rules of these files, and an error for each invalid one."""
    found: list[OwnRule] = []
    errors: list[FriendCircleError] = []
    for file, content in files.items():
        try:
            found.append(parse_own_rule(file, content, [*taken, *(entry.rule.id for entry in found)]))
        except FriendCircleError as error:
            errors.append(error)
    return found, errors


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
