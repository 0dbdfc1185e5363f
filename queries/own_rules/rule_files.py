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

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import ConfigurationError, FriendCircleError
from graph.i18n import Bilingual
from graph.planning.gap_rules import SEVERITIES, GapConfig, GapRule, load_gap_config
from graph.store import GraphStore
from graph.suggest import near_matches
from queries.own_rules.own_settings import own_settings
from queries.statements import ask

CASE = "own"
_ENTRY = re.compile(r"^//\s?(?P<key>[a-z_]+):\s*(?P<rest>.*)$")
_KEYS = ("rule", "title", "title_zh", "says", "says_zh", "next", "next_zh", "severity", "silence")
_ID = re.compile(r"^[A-Z]{1,8}[0-9]{0,4}$")

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


def rules_of(store: GraphStore, home: str, *own: tuple[str, str]) -> GapConfig:
    """Return the rule configuration of a home: the built-in one, changed by the office's, then by ``own``.

    :param own: pairs of the text of a TOML file and its origin
    :raises ConfigurationError: if one of them is invalid
    """
    return load_gap_config(*own_settings(store, home).gaps, *own)


def own_files_of(store: GraphStore, home: str) -> dict[str, str]:
    """Return the texts of the rule files of a home's office in the store, by ``COLLECTION/NAME``."""
    return {
        f"{row['collection']}/{name}": text
        for row in ask(store, "load/read_offices")
        if row["home"] == home and row["rules"]
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
