"""Expected answers of queries on sources, statements, contradictions and the store's own record."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from tests.queries import facts
from tests.queries.checking import DAYS, Ask, check, clocks, column
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
    "names",
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
    for known in ("2018-12-31", "2020-01-22", "2023-01-01"):
        assert set(column(ask(known_as_of=known), "conflict")) == {
            row["id"] for row in facts.rows("conflicts") if facts.is_known(row, known)
        }
    # A disagreement about something of 2023 is none in 2019.
    assert set(column(ask(as_of="2019-12-31"), "conflict")) < set(column(found, "conflict"))
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
    assert "tie-foz-do-iguacu--xiamen" in {entry[0] for entry in pairs}
    # What a source of 2023 says of the state of a tie does not contradict what one of 2012 says.
    assert "tie-kuching--xiamen" not in {entry[0] for entry in pairs}
    for as_of, known in DAYS:
        told = {row["a"] for row in ask(**clocks(as_of, known))} | {
            row["b"] for row in ask(**clocks(as_of, known))
        }
        rows_then = [facts.by_id(name.split("/")[1])[name.split("/")[2]] for name in told]
        assert all(facts.is_known(row, known) for row in rows_then)
        assert {entry["fact"] for entry in ask(known_as_of=known)} == {
            entry["fact"]
            for entry in found
            if all(
                facts.is_known(facts.by_id(entry[side].split("/")[1])[entry[side].split("/")[2]], known)
                for side in ("a", "b")
            )
        }
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
    for known in ("2018-12-31", "2020-01-22", "2023-01-01"):
        listed_then = {entry for row in ask(known_as_of=known) for entry in row["conflicts"]}
        assert listed_then == {
            entry for entry in listed if facts.is_known(facts.by_id("conflicts")[entry], known)
        }


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
        known = "2020-01-22"
        then = {
            tie.id: {row["source"] for row in tie.rows if facts.is_known(row, known)}
            for tie in facts.ties().values()
        }
        assert set(column(ask(grade=grade, label="Tie", known_as_of=known), "fact")) == {
            tie for tie, told in then.items() if len(told) == 1 and grades[next(iter(told))] >= grade
        }
        assert {row["fact"] for row in ask(grade=grade, label="Visit", as_of="2019-12-31")} == {
            visit
            for visit in visits
            if facts.within(facts.by_id("visits")[visit]["date_start"], "", "2019-12-31")
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
    published = facts.by_id("sources")["xmfao-report-2019"]["date"]
    assert published and ask(source="xmfao-report-2019", known_as_of="2019-12-31") == []
    assert len(ask(source="xmfao-report-2019", known_as_of="2020-12-31")) > 100
    # What it plans for later years is not said of 2019.
    assert len(ask(source="xmfao-report-2019", as_of="2018-12-31")) < len(ask(source="xmfao-report-2019"))
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
        known = "2016-12-31"
        assert {row["statement"].split("/")[-1] for row in ask(fact=tie.id, known_as_of=known)} == {
            row["id"] for row in tie.rows if facts.is_known(row, known)
        }
        assert {row["statement"].split("/")[-1] for row in ask(fact=tie.id, as_of=known)} == {
            row["id"]
            for row in tie.rows
            if facts.has_begun(
                next(
                    (row[key] for key in ("as_of", "signed_date", "intent_date", "contact_date") if row[key]),
                    "",
                ),
                known,
            )
        }
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
    known = "2020-01-22"
    then = {row["source"]: row["statements"] for row in ask(known_as_of=known)}
    assert {source for source in then if source in rows} == {
        source
        for source, row in rows.items()
        if not row["date"] or facts.last_day(row["date"]) <= facts.first_day(known)
    }
    assert all(
        then[source] == (counts.get(source, 0) if row["date"] else 0)
        for source, row in rows.items()
        if source in then
    )
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
        known = facts.first_day("2020-01-22")
        early = [row for row in of_grade if not row["date"] or facts.last_day(row["date"]) <= known]
        then = {row["grade"]: row for row in ask(known_as_of="2020-01-22")}
        assert then[grade]["sources"] == len(early)


@check("decisions")
def decisions(ask: Ask) -> None:
    found = ask()
    assert [
        (row["decision"], row["property"], row["value"], row["reason"], row["decided_on"]) for row in found
    ] == [
        (row["id"], row["property"], row["value"], row["reason"], row["decided_on"])
        for row in facts.rows("decisions")
    ]
    assert ask(known_as_of="2026-11-22") == [], "the day before they were made"
    assert ask(known_as_of=facts.DECIDED_ON) == found
    assert ask(as_of="2012-01-01") == [], "nothing was said of either tie then"
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
    assert column(ask(known_as_of="2020-01-22"), "coverage") == ["complete-01"]
    assert ask(as_of="1982-12-31") == ask(home="fujian") == []


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
    # An end, a suspension or a dormancy is a step of its own.
    ended = {
        (row["from_id"], row["to_id"], row["kind"], row["status"])
        for row in facts.rows("ties")
        if row["status"] in ("dormant", "suspended", "expired", "terminated", "resumed")
    }
    expected = {
        "Visit": 203,
        "Event": len(facts.rows("events")),
        "Tie": len(facts.ties()),
        "TieStep": sum(len(tie.steps) for tie in facts.ties().values()) + len(ended),
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
