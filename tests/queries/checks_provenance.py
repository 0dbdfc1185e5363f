"""Expected answers of queries on sources, statements, contradictions and the store's own record."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from tests.queries import facts
from tests.queries.checking import Ask, check, column
from tests.stores import SAMPLE_FOLDER

#: Tables whose rows are statements of a source.
STATED = (
    "cities",
    "cities_2014",
    "completeness",
    "conflicts",
    "consulates",
    "documents",
    "events",
    "events_2019",
    "functions",
    "indicators_2019",
    "indicators_2023",
    "mechanisms",
    "organisations",
    "organisations_2019",
    "outcomes",
    "place_parts",
    "plan_2020",
    "port_links",
    "ports",
    "programmes",
    "projects",
    "projects_2018",
    "projects_2019",
    "quotas",
    "sites",
    "tie_actors",
    "ties",
    "visits",
)
#: Sources added by the program: the library of countries, and the register of decisions.
ADDED = 2


def cited() -> dict[str, list[tuple[str, facts.Row]]]:
    """Return (table, row) pairs by the source they cite."""
    found: dict[str, list[tuple[str, facts.Row]]] = defaultdict(list)
    for table in STATED:
        for row in facts.file_rows(table):
            found[row["source"]].append((table, row))
    return found


@check("conflicts")
def conflicts(ask: Ask) -> None:
    found = ask()
    assert len(found) == 32
    assert [
        (row["conflict"], row["subject"], row["text"], row["source"], row["locator"]) for row in found
    ] == [
        (row["id"], row["subject"], row["description"], row["source"], row["locator"])
        for row in facts.rows("conflicts")
    ]
    concerned = {row["conflict"]: row["facts"] for row in found}
    of_tie = {row["id"]: tie.id for tie in facts.ties().values() for row in tie.rows}
    for row in facts.rows("conflicts"):
        if row["row_id"]:
            assert of_tie.get(row["row_id"], row["row_id"]) in concerned[row["id"]]
        elif row["subject"] in facts.by_id("cities"):
            assert row["subject"] in concerned[row["id"]]


@check("contradictions")
def contradictions(ask: Ask) -> None:
    found = ask()
    for row in found:
        for side in ("a", "b"):
            table, line = row[side].split("/")[1:]
            given = facts.by_id(table)[line]
            assert json.loads(row[f"{side}_values"]) == {key: value for key, value in given.items() if value}
            assert (row[f"{side}_source"], row[f"{side}_grade"]) == (
                given["source"],
                facts.by_id("sources")[given["source"]]["grade"],
            )
    pairs = {
        (row["fact"], row["property"], frozenset((row["a"].split("/")[-1], row["b"].split("/")[-1])))
        for row in found
    }
    # Dates of one step that cannot be the same day, in every pair of rows.
    expected = set()
    for tie in facts.ties().values():
        for step in tie.steps.values():
            dated = [
                (row["id"], row.get(f"{step.step}_date", ""))
                for row in tie.rows
                if row["kind"] == step.kind and row.get(f"{step.step}_date", "")
            ]
            for one, first in dated:
                for other, second in dated:
                    if one < other and not first.startswith(second) and not second.startswith(first):
                        expected.add((step.id, "date", frozenset((one, other))))
    assert {entry for entry in pairs if entry[1] == "date"} == expected
    assert {entry[0] for entry in expected} >= {
        "tie-marathon--xiamen/sister_city/signed",
        "tie-sunshine-coast--xiamen/sister_city/signed",
    }
    assert {"tie-kuching--xiamen", "tie-foz-do-iguacu--xiamen"} <= {entry[0] for entry in pairs}
    assert {row["property"] for row in ask(property="date")} == {"date"}
    assert len(ask(property="date")) == len(expected)


@check("facts_with_conflicts")
def facts_with_conflicts(ask: Ask) -> None:
    found = {row["fact"]: row for row in ask()}
    known = {row["id"] for row in facts.rows("conflicts")}
    listed = [entry for row in found.values() for entry in row["conflicts"]]
    assert set(listed) <= known
    # Some contradictions concern things that are not facts of the sample.
    nowhere = known - set(listed)
    assert {facts.by_id("conflicts")[entry]["row_id"] for entry in nowhere} <= {""}
    assert found["tie-kuching--xiamen"]["conflicts"] == ["conflict-01"]
    assert (
        found["tie-marathon--xiamen/sister_city/signed"]["properties"],
        found["tie-marathon--xiamen/sister_city/signed"]["pairs"],
    ) == (["date"], 1)
    assert found["tie-kuching--xiamen"]["statements"] == len(facts.ties()["tie-kuching--xiamen"].rows)
    assert {row["label"] for row in ask(label="City")} == {"City"}
    assert {row["fact"] for row in ask(label="City")} == {
        fact for fact in found if facts.label(fact) == "City"
    }
    assert [row["label"] for row in ask()] == sorted(row["label"] for row in ask())


@check("weak_facts")
def weak_facts(ask: Ask) -> None:
    grades = {row["id"]: row["grade"] for row in facts.rows("sources")}
    for grade in ("C", "D"):
        ties = {tie.id: {row["source"] for row in tie.rows} for tie in facts.ties().values()}
        weak = {
            tie: next(iter(sources))
            for tie, sources in ties.items()
            if len(sources) == 1 and grades[next(iter(sources))] >= grade
        }
        found = ask(grade=grade, label="Tie")
        assert {row["fact"]: (row["source"], row["grade"], row["statements"]) for row in found} == {
            tie: (source, grades[source], len(facts.ties()[tie].rows)) for tie, source in weak.items()
        }
        assert column(found, "fact") == sorted(weak)
        visits = {row["id"] for row in facts.rows("visits") if grades[row["source"]] >= grade}
        assert {row["fact"] for row in ask(grade=grade, label="Visit")} == visits
        posts = defaultdict(set)
        for row in facts.rows("consulates"):
            posts[row["consulate_id"]].add(row["source"])
        assert {row["fact"] for row in ask(grade=grade, label="Consulate")} == {
            post
            for post, sources in posts.items()
            if len(sources) == 1 and grades[next(iter(sources))] >= grade
        }
    assert "tie-kaunas--xiamen" in column(ask(grade="D"), "fact")
    assert "tie-trier--xiamen" not in column(ask(grade="C"), "fact")


@check("source_says")
def source_says(ask: Ask) -> None:
    for source in ("iol_20230919", "woxm_list2015", "xmfao-report-2019"):
        expected = {f"{table}/{row['id']}": row for table, row in cited()[source]}
        said = [row for row in ask(source=source) if row["dataset"] != "sources"]
        found = {row["statement"].partition("/")[2]: row for row in said}
        assert set(found) == set(expected)
        for key, row in found.items():
            given = expected[key]
            assert json.loads(row["values"]) == {column: cell for column, cell in given.items() if cell}
            assert (row["locator"] or "", row["dataset"]) == (given["locator"], key.split("/")[0])
            assert row["facts"]
        of_ties = {key: row["facts"] for key, row in found.items() if key.startswith("ties/")}
        for tie in facts.ties().values():
            for given in tie.rows:
                if f"ties/{given['id']}" in of_ties:
                    assert tie.id in of_ties[f"ties/{given['id']}"]
    assert ask(source="nobody") == []


@check("statements_of")
def statements_of(ask: Ask) -> None:
    sources = facts.by_id("sources")
    for tie in (facts.ties()["tie-trier--xiamen"], facts.ties()["tie-marathon--xiamen"]):
        found = ask(fact=tie.id)
        assert sorted(row["statement"].split("/")[-1] for row in found) == sorted(
            row["id"] for row in tie.rows
        )
        assert [(row["grade"], row["source"]) for row in found] == sorted(
            (sources[row["source"]]["grade"], row["source"]) for row in tie.rows
        )
        for row in found:
            given = facts.by_id("ties")[row["statement"].split("/")[-1]]
            assert json.loads(row["values"]) == {column: cell for column, cell in given.items() if cell}
            assert (row["title"], row["locator"]) == (sources[given["source"]]["title"], given["locator"])
            assert (row["published_on"] or "") == sources[given["source"]]["date"]
    of_step = ask(fact="tie-marathon--xiamen/sister_city/signed")
    assert {
        row["statement"].split("/")[-1]: [other.split("/")[-1] for other in row["contradicted_by"]]
        for row in of_step
    } == {
        "tie-0014": ["tie-0052"],
        "tie-0052": ["tie-0014"],
    }
    assert len(ask(fact="trier")) == 2  # the place, and its inhabitants


@check("sources")
def sources(ask: Ask) -> None:
    rows = facts.by_id("sources")
    found = {row["source"]: row for row in ask()}
    assert set(rows) <= set(found)
    assert len(found) == len(rows) + ADDED
    counts = {source: len(said) for source, said in cited().items()}
    for source, row in rows.items():
        answer = found[source]
        assert (answer["title"], answer["publisher"] or "", answer["date"] or "") == (
            row["title"],
            row["publisher"],
            row["date"],
        )
        assert (answer["grade"], answer["language"] or "", answer["url"] or "") == (
            row["grade"],
            row["language"],
            row["url"],
        )
        assert answer["statements"] == counts.get(source, 0), source
    statements = column(ask(), "statements")
    assert statements == sorted(statements, reverse=True)
    assert {row["source"] for row in ask(grade="A", language="ko")} == {
        source for source, row in rows.items() if (row["grade"], row["language"]) == ("A", "ko")
    }


@check("sources_by_grade")
def sources_by_grade(ask: Ask) -> None:
    rows = facts.rows("sources")
    counts = {source: len(said) for source, said in cited().items()}
    found = {row["grade"]: row for row in ask()}
    assert sorted(found) == ["A", "B", "C", "D", "E"]
    assert sum(row["sources"] for row in found.values()) == len(rows) + ADDED
    # The program adds no sources of grade C or D.
    for grade in ("C", "D"):
        of_grade = [row for row in rows if row["grade"] == grade]
        assert (found[grade]["sources"], found[grade]["statements"]) == (
            len(of_grade),
            sum(counts.get(row["id"], 0) for row in of_grade),
        )
        assert found[grade]["languages"] == len({row["language"] for row in of_grade} - {""})
        assert found[grade]["facts"] > 0


@check("decisions")
def decisions(ask: Ask) -> None:
    found = ask()
    assert [
        (row["decision"], row["property"], row["value"], row["reason"], row["decided_on"]) for row in found
    ] == [
        (row["id"], row["property"], row["value"], row["reason"], row["decided_on"])
        for row in facts.rows("decisions")
    ]
    assert column(found, "facts") == [["tie-foz-do-iguacu--xiamen"], ["tie-kuching--xiamen"]]


@check("coverage")
def coverage(ask: Ask) -> None:
    found = ask()
    assert [
        (
            row["coverage"],
            row["dataset"],
            row["kind"],
            row["first_day"],
            row["last_day"],
            row["note"],
            row["source"],
        )
        for row in found
    ] == [
        (row["id"], row["dataset"], row["kind"], row["date_from"], row["date_to"], row["note"], row["source"])
        for row in facts.rows("completeness")
    ]
    assert ask(home="fujian") == []


@check("load_runs")
def load_runs(ask: Ask) -> None:
    [row] = ask()
    assert (row["load"], row["state"]) == ("load-sample", "complete")
    files = {entry["file"]: entry for entry in json.loads(row["files"])}
    assert set(files) == {path.name for path in SAMPLE_FOLDER.glob("*.csv")}
    assert all(
        entry["rows"] == len(facts.file_rows(file.removesuffix(".csv"))) for file, entry in files.items()
    )
    own = sum(len(facts.file_rows(table)) for table in (*STATED, "sources", "decisions"))
    assert row["statements"] >= own  # plus statements on countries that the tables only name


@check("issues")
def issues(ask: Ask) -> None:
    found = ask()
    remarks = [
        (row["file"], row["line"], row["code"], row["value"])
        for row in found
        if row["code"] == "out_of_remit"
    ]
    assert remarks == [
        (f"{table}.csv", line, "out_of_remit", "MO")
        for table in ("cities", "visits")
        for line, row in enumerate(facts.rows(table), start=2)
        if (row.get("country_iso2") or facts.country(row.get("from_place", ""))) == "MO"
    ]
    assert ask(level="error") == []
    assert {row["load"] for row in found} == {"load-sample"}
    assert {row["hint"] for row in found if row["code"] == "out_of_remit"} == {
        "it is kept, and left out of counts"
    }
    assert {row["hint_zh"] for row in found if row["code"] == "out_of_remit"} == {"已予保留，不计入统计"}


@check("contents")
def contents(ask: Ask) -> None:
    found = {row["label"]: row["nodes"] for row in ask()}
    expected = {
        "Visit": 203,
        "Event": len(facts.rows("events")),
        "Tie": len(facts.ties()),
        "TieStep": sum(len(tie.steps) for tie in facts.ties().values()),
        "Indicator": 33,
        "Commitment": 22,
        "Conflict": 32,
        "Outcome": len(facts.rows("outcomes")),
        "Project": len(facts.rows("projects")),
        "Mechanism": len(facts.rows("mechanisms")),
        "Programme": len(facts.rows("programmes")),
        "Function": len(facts.rows("functions")),
        "Site": len(facts.rows("sites")),
        "Quota": len(facts.rows("quotas")),
        "Document": len(facts.rows("documents")),
        "Port": len(facts.rows("ports")),
        "Consulate": len({row["consulate_id"] for row in facts.rows("consulates")}),
        "Organisation": len(facts.rows("organisations"))
        + sum(not row["same_as"] for row in facts.rows("tie_actors")),
        "City": Counter(facts.label(place) for place in facts.by_id("cities"))["City"],
        "Source": len(facts.rows("sources")) + ADDED,
    }
    assert {label: found[label] for label in expected} == expected
    nodes = column(ask(), "nodes")
    assert nodes == sorted(nodes, reverse=True)
