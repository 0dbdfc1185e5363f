"""Answers of every reading command on the bundled sample, compared with the files in ``snapshots``.

The files were written on a real Neo4j. A change of engine, release or structure may only change the order of
rows that are equal in the columns they are sorted by; such rows are sorted before they are compared. See
:mod:`tests.friendcircle.snapshots` on how to rewrite the files.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from friendcircle.commands import front
from graph.store import GraphStore
from ingest.maintenance.dump import dump
from queries.catalogue.collection import load_catalogue
from queries.catalogue.query import TODAY, ParameterType, Query
from tests.friendcircle.command_line import CommandLine, Run
from tests.friendcircle.snapshots import FOLDER, compare, digest_of, digests, sorted_within
from tests.stores import ROOT

DAY = "2024-12-31"
AT = ("--as-of", "2020-01-22")
EARLIER = ("--as-of", "2015-08-11")
KNOWN = ("--known-as-of", "2019-01-01")
DOCS = ROOT / "docs"

# --- commands -----------------------------------------------------------------------------------------------

#: Arguments by name of the file; the catalogue, free statements and dry runs are listed below.
CASES: dict[str, tuple[str | Path, ...]] = {
    "anniversaries": ("anniversaries", *AT, "--year", "2020"),
    "anniversaries-every-year": ("anniversaries", *AT, "--year", "2021", "--every", "1"),
    "candidates": ("candidates", *AT),
    "candidates-known": ("candidates", *AT, *KNOWN, "--most", "8"),
    "entries": ("entries",),
    "figures": ("figures", *AT),
    "figures-known": ("figures", *AT, *KNOWN),
    "gaps": ("gaps", *AT),
    "gaps-known": ("gaps", *AT, *KNOWN),
    "gaps-list": ("gaps", "--list"),
    "gaps-of-an-office": ("gaps", *AT, "--rules-from", DOCS / "example-rules"),
    "gaps-of-partner-zh": ("gaps", *AT, "--partner", "trier", "--lang", "zh"),
    "network": ("network", *AT),
    "network-known": ("network", *AT, *KNOWN),
    "network-wider": ("network", "--wider", *AT),
    "path": ("path", "xiamen", "vicenza", *AT),
    "path-wider": ("path", "trier", "cardiff", *AT, "--most", "10"),
    "pending": ("pending", *AT),
    "pending-earlier": ("pending", *EARLIER),
    "perspective-list": ("perspective", "list"),
    "queries": ("queries",),
    "scenario": ("scenario", DOCS / "example-scenario.toml"),
    "sources-of-city": ("sources", "trier"),
    "sources-of-tie": ("sources", "tie-kuching--xiamen"),
    "sources-of-visit": ("sources", "visit-0095"),
    "store-status": ("store", "status"),
    "strength": ("strength", *AT),
    "strength-compare": ("strength", "--compare", "2015-08-11", "2020-01-22"),
    "strength-compare-partner": ("strength", "trier", "--compare", "2015-08-11", "2020-01-22"),
    "strength-countries": ("strength", "--countries", *AT),
    "strength-earlier": ("strength", *EARLIER),
    "strength-known": ("strength", *AT, *KNOWN),
    "strength-partner": ("strength", "trier", *AT),
    "strength-sensitivity": ("strength", "--sensitivity", "--draws", "50", *AT),
}

#: Free statements of the kinds in which engines differ.
STATEMENTS = {
    "aggregate-in-expression": """
        MATCH (v:Visit)
        RETURN min(v.start_from).year AS first, max(v.start_to).month AS last,
               count(v) + count(v.host) AS both
    """,
    "aggregate-of-nothing": """
        MATCH (v:Visit {id: 'no-such-visit'})
        RETURN min(v.start_from) IS NULL AS none, sum(size(v.title)) AS letters, collect(v.id) AS ids,
               count(*) AS number, avg(size(v.title)) AS mean
    """,
    "distinct-and-null": """
        MATCH (v:Visit)
        WITH DISTINCT CASE WHEN v.end IS NULL THEN null ELSE 'ended' END AS state, v.level AS level
        RETURN level, state, state IS NULL AS none, coalesce(state, '-') AS shown ORDER BY state DESC, level
    """,
    "durations": """
        UNWIND [date('2020-01-31'), date('2019-02-28')] AS day
        RETURN toString(day + duration({months: 1})) AS later,
               duration.inMonths(day, date('2020-12-31')).months AS months, day.weekYear AS week_year
    """,
    "lists-and-maps": """
        MATCH (t:Tie) WHERE t.id STARTS WITH 'tie-c'
        WITH t ORDER BY t.id
        WITH collect(t {.id, .kind, year: t.signed_from.year}) AS ties
        RETURN [x IN ties WHERE x.year > 2000 | x.id] AS late,
               reduce(n = 0, x IN ties | n + size(x.id)) AS letters, ties[0] AS first, ties[-1].id AS last
    """,
    "nodes-and-relationships": """
        MATCH (a:City {id: 'cardiff'})<-[r:BETWEEN]-(t:Tie)
        RETURN a, properties(r) AS role, type(r) AS type, labels(t) AS labels, size(keys(a)) AS keys
        ORDER BY t.id
    """,
    "null-in-comparisons": """
        UNWIND [1, null, 3] AS x
        RETURN x, x > 2 AS more, x IN [1, null] AS listed, NOT x = 1 AS other, x = null AS equal,
               CASE x WHEN null THEN 'n' ELSE 'v' END AS found ORDER BY x
    """,
    "optional": """
        MATCH (c:City) OPTIONAL MATCH (c)<-[:TO_PLACE]-(v:Visit {direction: 'outbound'})
        WITH c, count(v) AS visits, max(v.start) AS last WHERE visits <> 1
        RETURN c.id AS city, visits, last ORDER BY visits DESC, city LIMIT 20
    """,
    "order-by-what-was-dropped": """
        MATCH (c:City) WHERE c.lat IS NOT NULL
        WITH c ORDER BY c.lat DESC LIMIT 10
        RETURN c.id AS city
    """,
    "path-lengths": """
        MATCH p = (a:City {id: 'cardiff'})-[:IN*1..3]->(b)
        RETURN [n IN nodes(p) | n.id] AS stops, length(p) AS length ORDER BY length, stops
    """,
    "subqueries": """
        MATCH (c:CountryOrArea) CALL (c) { MATCH (c)<-[:IN]-(p:City) RETURN count(p) AS cities }
        WITH c, cities WHERE cities > 1 AND NOT EXISTS { (c)<-[:SENT_BY]-(:Consulate) }
        RETURN c.iso2 AS country, cities, COUNT { (c)<-[:IN]-(:Region) } AS regions
        ORDER BY cities DESC, country
    """,
    "texts": """
        RETURN toUpper('straße') AS upper, substring('厦门市', 0, 2) AS part, split('a;b;;c', ';') AS parts,
               size('🚢') AS size, 'a' < 'B' AS before
    """,
    "times": """
        RETURN date('2020-02-29') AS day, datetime('2020-02-29T12:00:00Z') AS moment,
               duration({days: 3, hours: 5}) AS span, date('2020-W01-1') AS monday
    """,
    "unions": """
        MATCH (p:Port) RETURN count(p) AS number, 'Port' AS label
        UNION ALL
        MATCH (p:Plan) RETURN count(p) AS number, 'Plan' AS label
    """,
    "with-and-having": """
        MATCH (v:Visit) WITH v.host AS host, count(*) AS visits WHERE visits > 3 AND host IS NOT NULL
        RETURN host, visits ORDER BY visits DESC, host
    """,
}

#: Input of dry runs; no argument means the bundled sample.
DRY_RUNS: dict[str, tuple[Path, ...]] = {"sample": (), "example-office": (DOCS / "example-office",)}

#: Commands without a snapshot, and why.
LEFT_OUT = {
    "dashboard": "serves pages until it is ended",
    "doctor": "tells of the machine: versions, folders, memory",
    "enter": "writes",
    "map": "reads a file in the heads of an office: tests/ingest/registers",
    "init": "writes",
    "perspective remove": "writes",
    "perspective save": "writes",
    "perspective show": "needs one that was saved",
    "review": "what is open today: tests/friendcircle/test_review.py",
    "store copy": "writes",
    "export": "writes files: tests/ingest/test_export.py, tests/friendcircle/test_export_network.py",
    "template": "writes a workbook: tests/ingest/test_template.py",
    "store install": "fetches software",
    "store unlock": "writes",
    "store backup": "writes a file, of which the dump is compared below",
    "store restore": "writes",
    "store start": "starts a process",
    "store stop": "ends a process",
    "undo": "writes",
}


def commands(group: click.Group = front, prefix: str = "") -> Iterator[str]:
    """Yield the name of every command, those of a group as ``store status``."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name


def command_of(arguments: tuple[str | Path, ...]) -> str:
    """Return the command that ``arguments`` begin with."""
    return next(name for name in commands() if [*map(str, arguments[: name.count(" ") + 1])] == name.split())


def test_every_command_is_compared_or_left_out_for_a_reason() -> None:
    compared = {command_of(arguments) for arguments in CASES.values()} | {"brief", "cypher", "load", "query"}
    known = compared | set(LEFT_OUT)
    assert compared & set(LEFT_OUT) == set()
    assert known == set(commands()), "add the command to CASES, or to LEFT_OUT with the reason"


# --- order of rows ------------------------------------------------------------------------------------------

#: Catalogue statements that leave the order of some rows open, with the columns that they sort by; with none,
#: all rows are unordered.
OPEN_ORDER: dict[str, tuple[str, ...]] = {
    "card_conflicts": (),
    "circle_counts": (),
    "circle_reach": (),
}
#: Statements sorted before the RETURN, by columns that distinguish all rows.
ORDERED_BEFORE = {"tie_steps": {"tie", "step"}}

CATALOGUE = load_catalogue()
_WORDS = re.compile(r"\w+")


def ordering(query: Query) -> set[str]:
    """Return the columns named in the last ORDER BY of ``query``."""
    after = query.text[query.text.rindex("RETURN") :].partition("ORDER BY")[2]
    return {column.name for column in query.columns} & set(_WORDS.findall(after))


def settle_order(query: Query, answer: dict[str, Any]) -> None:
    """Sort rows whose order is open by their text; the sort columns must distinguish all others."""
    columns, rows = answer["columns"], answer["rows"]
    if query.name in OPEN_ORDER:
        answer["rows"] = sorted_within(rows, [columns.index(name) for name in OPEN_ORDER[query.name]])
        return
    places = [columns.index(name) for name in sorted(ORDERED_BEFORE.get(query.name) or ordering(query))]
    keys = {json.dumps([row[place] for place in places]) for row in rows}
    assert len(keys) == len(rows), f"{query.name} leaves an order open: make it total or add it to OPEN_ORDER"


# --- answers ------------------------------------------------------------------------------------------------


def compare_run(name: str, arguments: tuple[str | Path, ...], done: Run, answer: Any) -> None:
    """Compare status, remarks and answer of a command with the snapshot ``name``."""
    command, remarks = " ".join(map(str, arguments)), done.err.splitlines()
    compare(name, {"command": command, "status": done.status, "remarks": remarks, "answer": answer})


def asked(query: Query, *, narrow: bool) -> tuple[str, ...]:
    """Return the command for ``query`` with the parameters of its example and a fixed day instead of today.

    :param narrow: also include those parameters of the example that only narrow the answer
    """
    given: dict[str, str] = {}
    for parameter in query.parameters:
        if parameter.name in query.example and (narrow or parameter.default != "null"):
            given[parameter.name] = query.example[parameter.name]
        elif parameter.default == TODAY:
            given[parameter.name] = DAY[:4] if parameter.type is ParameterType.YEAR else DAY
    parameters = [part for name, value in given.items() for part in ("-p", f"{name}={value}")]
    return ("query", query.name, *parameters)


#: Statements whose example shows only a small part of the answer.
WHOLE = ("events", "indicators", "places", "projects", "quotas", "sites", "sources", "ties", "visits")
#: Statements whose example finds nothing in the sample.
FURTHER = {"card_conflicts": ("query", "card_conflicts", "-p", "partner=marathon")}
ASKED = {
    **{f"query-{name}": (name, asked(query, narrow=True)) for name, query in CATALOGUE.items()},
    **{f"query-{name}-whole": (name, asked(CATALOGUE[name], narrow=False)) for name in WHOLE},
    **{f"query-{name}-further": (name, arguments) for name, arguments in FURTHER.items()},
}


PACKS = ("internal", "public")
#: The names of all snapshots.
NAMES = (
    {*CASES, *ASKED, "dump"}
    | {f"cypher-{case}" for case in STATEMENTS}
    | {f"load-{case}{end}" for case in DRY_RUNS for end in ("", "-again")}
    | {f"brief-{audience}" for audience in PACKS}
)


def test_every_snapshot_is_compared() -> None:
    files = {file.name for file in FOLDER.iterdir()}
    assert files == {f"{name}.json" for name in NAMES}, "remove what is left over, renew what is missing"


@pytest.mark.parametrize("case", CASES)
def test_answer(cli_loaded: CommandLine, case: str) -> None:
    done = cli_loaded(*CASES[case], "--format", "json")
    answer = done.json
    if case == "queries":  # the headers of the catalogue have the full text
        answer = digests({entry["name"]: entry for entry in answer})
    compare_run(case, CASES[case], done, answer)


@pytest.mark.parametrize("case", ASKED)
def test_statement_of_the_catalogue(cli_loaded: CommandLine, case: str) -> None:
    name, arguments = ASKED[case]
    done = cli_loaded(*arguments, "--format", "json")
    answer = done.json
    settle_order(CATALOGUE[name], answer)
    compare_run(case, arguments, done, answer)


@pytest.mark.parametrize("case", STATEMENTS)
def test_free_statement(cli_loaded: CommandLine, case: str) -> None:
    arguments = ("cypher", " ".join(STATEMENTS[case].split()))
    done = cli_loaded(*arguments, "--format", "json")
    answer = json.loads(json.dumps(done.json, sort_keys=True))  # the keys of a map have no order
    compare_run(f"cypher-{case}", arguments, done, answer)


@pytest.mark.parametrize("case", DRY_RUNS)
def test_dry_run_into_the_sample(cli_loaded: CommandLine, case: str) -> None:
    arguments = ("load", "--dry-run", *DRY_RUNS[case])
    done = cli_loaded(*arguments, "--format", "json")
    compare_run(f"load-{case}-again", arguments, done, done.json)


@pytest.mark.parametrize("case", DRY_RUNS)
def test_dry_run_into_an_empty_store(cli_empty: CommandLine, case: str) -> None:
    arguments = ("load", "--dry-run", *DRY_RUNS[case])
    done = cli_empty.within()(*arguments, "--format", "json")
    compare_run(f"load-{case}", arguments, done, done.json)


@pytest.mark.parametrize("audience", PACKS)
def test_planning_pack(cli_loaded: CommandLine, tmp_path: Path, audience: str) -> None:
    """Compare a digest of each part of the page; most of its content is also in other answers."""
    arguments = ("brief", *AT, "--period", "2020", "--audience", audience)
    file = tmp_path / "pack.html"
    done = cli_loaded(*arguments, "--out", file, "--quiet")
    parts: dict[str, dict[str, Any]] = {}
    for part in re.split(r"(?=<h[1-3]\b)", file.read_text(encoding="utf-8")):
        heading = re.match(r"<h[1-3]\b.*?</h[1-3]>", part, re.DOTALL)
        title = re.sub(r"<[^>]+>", "", heading.group()) if heading else "before the first heading"
        number = f" ({len(parts)})" if title in parts else ""
        parts[title + number] = digest_of(re.sub(r"(?=<)", "\n", part).splitlines())
    compare_run(f"brief-{audience}", arguments, done, parts)


def test_canonical_dump(loaded_store: GraphStore) -> None:
    """Compare a digest of each label and each relationship type, and one of the whole dump."""
    lines: dict[str, list[str]] = defaultdict(list)
    everything = list(dump(loaded_store, bookkeeping=False))
    for line in everything:
        entry = json.loads(line)
        lines[entry.get("label") or entry["type"]].append(line)
    parts = {name: digest_of(lines[name]) for name in sorted(lines)}
    compare("dump", {"all": digest_of(everything), **parts})
