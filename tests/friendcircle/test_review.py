"""Likely doubles: proposed, accepted, rejected, kept to by later loads, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.friendcircle.command_line import CommandLine

TABLES = {
    "office.toml": 'collection = "haven"\nhome = "haven"\ncountry = "NL"\n',
    "cities.csv": "id,name_en,name_zh,country_iso2,admin_level,source,locator\n"
    "haven,Haven,,NL,city,city,p1\nnorth,North,,SE,city,city,p1\n",
    "sources.csv": "id,title,publisher,url,date,language,reliability,grade\n"
    "city,City web site,City,,2025-05-09,en,,B\npaper,Evening paper,Press,,2025-05-10,en,,C\n",
    "visits.csv": "id,direction,date_start,from_place,to_place,level,delegation_title,source,locator\n"
    "v1,inbound,2025-05-08,north,haven,mayor,mayor,city,news\n"
    "v2,inbound,2025-05-08,north,haven,mayor,mayor,city,news\n"
    "v3,inbound,2025-05,north,haven,mayor,mayor of North,paper,page 3\n",
}


@pytest.fixture
def cli(cli_empty: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line on a store with one likely pair: a visit told twice by one source, and by another."""
    folder = tmp_path / "office"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    cli = cli_empty.within()
    assert cli("load", folder, "--quiet").status == 0
    return cli


def proposed(cli: CommandLine) -> list[str]:
    """Return the open pairs, which the ledger of the partner names as well."""
    pairs = [row["id"] for row in cli("review", "--format", "json").json]
    ledger = cli("strength", "north", "--format", "json").json["likely_doubles"]
    assert sorted("=".join(sorted(pair.split("="))) for pair in pairs) == sorted(map("=".join, ledger))
    return pairs


def received(cli: CommandLine) -> int:
    rows = cli("figures", "--year", 2025, "--format", "json").json
    return next(int(row["recorded"]) for row in rows if row["figure"] == "groups_received")


def test_pair_is_listed_with_what_speaks_for_it(cli: CommandLine) -> None:
    (row,) = cli("review", "--format", "json", FRIENDCIRCLE_ROLE="reader").json
    assert row == {
        "number": 1,
        "id": "v3=v1",
        "what": "visit",
        "kind": "inbound",
        "row": "v3",
        "main": "v1",
        "dates": ["2025-05", "2025-05-08"],
        "partners": ["north"],
        "sources": ["city", "paper"],
        "is_single": True,
        "names": [
            {"zh": "", "en": "mayor of North", "local": ""},
            {"zh": "", "en": "mayor", "local": ""},
        ],
        "why": ["days_overlap"],
        "certainty": "possible",
    }
    assert "v3" in cli("review", "--lang", "en").out
    shown = cli("review", "--lang", "zh").out
    assert "待核定：1 项" in shown and "来访" in shown


def test_accepted_pair_counts_once_until_it_is_undone(cli: CommandLine, tmp_path: Path) -> None:
    before = received(cli)
    dry = cli("review", "1", "--accept", "--by", "Office", "--dry-run", "--format", "json")
    assert (dry.status, dry.json["action"], proposed(cli)) == (0, "entered", ["v3=v1"])
    done = cli("review", "1", "--accept", "--by", "Office", "--lang", "zh", "--format", "json")
    assert done.status == 0, done.err
    cells = done.json["entry"]["cells"]
    assert (cells["fact"], cells["property"], cells["value"]) == ("v3", "same_as", "v1")
    assert (cells["reason"], cells["entered_by"]) == ("同一件事，由不同出处记载", "Office")
    assert (proposed(cli), received(cli)) == ([], before - 1)
    assert cli("load", tmp_path / "office", "--quiet").status == 0
    assert (proposed(cli), received(cli)) == ([], before - 1)
    assert cli("undo", done.json["entry"]["id"]).status == 0
    assert (proposed(cli), received(cli)) == (["v3=v1"], before)


def test_rejected_pair_is_not_proposed_again_until_it_is_undone(cli: CommandLine, tmp_path: Path) -> None:
    before = received(cli)
    done = cli("review", "v3=v1", "--reject", "--by", "Office", "--reason", "a choir", "--format", "json")
    assert done.status == 0, done.err
    assert done.json["entry"]["cells"]["reason"] == "a choir"
    assert (proposed(cli), received(cli)) == ([], before)
    assert cli("load", tmp_path / "office", "--quiet").status == 0
    assert (proposed(cli), received(cli)) == ([], before)
    assert cli("undo", done.json["entry"]["id"]).status == 0
    assert proposed(cli) == ["v3=v1"]


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (("1",), "it is not said what is decided on '1'"),
        (("7", "--accept"), "no open proposal is called '7'"),
        (("--reject",), "no open proposal is called ''"),
    ],
)
def test_what_cannot_be_decided_is_one_line(cli: CommandLine, asked: tuple[str, ...], line: str) -> None:
    told = cli("review", *asked, "--by", "Office", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert line in told.line


def test_who_decides_is_asked_for(cli: CommandLine) -> None:
    refused = cli("review", "1", "--accept", "--format", "json")
    assert (refused.status, refused.json["action"]) == (1, "refused")
    assert proposed(cli) == ["v3=v1"]


def test_decisions_are_listed_and_taken_back(cli: CommandLine) -> None:
    assert cli("review", "--decided", "--format", "json").json == []
    accepted = cli("review", "1", "--accept", "--by", "Office", "--format", "json")
    (row,) = cli("review", "--decided", "--format", "json", FRIENDCIRCLE_ROLE="reader").json
    entry = accepted.json["entry"]["id"]
    assert (row["id"], row["what"], row["decision"], row["by"], row["entry"]) == (
        "v3=v1",
        "visit",
        "accepted",
        "Office",
        entry,
    )
    assert "已核定：1 项" in cli("review", "--decided", "--lang", "zh").out
    assert cli("review", "1", "--undo", "--dry-run").status == 0
    assert proposed(cli) == []
    assert cli("review", "--undo", entry, FRIENDCIRCLE_ROLE="reader").status != 0
    taken = cli("review", "--undo", "v3=v1", "--format", "json")
    assert (taken.status, taken.json["action"]) == (0, "taken_back")
    assert proposed(cli) == ["v3=v1"]
    assert cli("review", "--decided", "--format", "json").json == []
    refused = cli("review", "--undo", "1", "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    assert "no decision of this office is called '1'" in refused.line


def test_decision_of_a_file_is_listed_and_not_taken_back(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "office" / "decisions.csv").write_text(
        "id,fact,property,value,reason,decided_on\nd1,v3,different_from,v1,two,2025-06-01\n", encoding="utf-8"
    )
    assert cli("load", tmp_path / "office", "--quiet").status == 0
    (row,) = cli("review", "--decided", "--format", "json").json
    assert (row["decision"], row["entry"]) == ("rejected", None)
    refused = cli("review", "1", "--undo", "--lang", "en")
    assert refused.status == 2 and "decided in a file" in refused.line


REGISTER = (
    "Country,Sister city,Signed\nSweden,Norburg,2001-05-01\n"
    "Norway,North,2003-05-01\nSweden,Sudheim,2002-05-01\n"
)


@pytest.fixture
def register(cli: CommandLine, tmp_path: Path) -> Path:
    """A register that spells a known city otherwise, and names one that is known in another country only."""
    office = tmp_path / "office"
    places = office / "cities.csv"
    places.write_text(
        places.read_text(encoding="utf-8") + "nordburg,Nordburg,诺德堡,SE,city,city,p1\n", encoding="utf-8"
    )
    file = office / "sister cities.csv"
    file.write_text(REGISTER, encoding="utf-8")
    told = cli("load", office, "--accept", "--quiet")
    assert told.status == 0, told.err
    return office


def places(cli: CommandLine) -> list[tuple[str, str]]:
    rows = cli("review", "--format", "json").json
    return [(row["id"], row["certainty"]) for row in rows if row["what"] == "place"]


def partners(cli: CommandLine) -> set[str]:
    found = cli("cypher", "MATCH (:Tie)-[:BETWEEN]->(p) RETURN p.id AS id", "--format", "json").json
    return {row[0] for row in found["rows"]} - {"haven"}


def test_place_of_a_register_is_proposed_and_accepted(cli: CommandLine, register: Path) -> None:
    (row,) = [row for row in cli("review", "--format", "json").json if row["what"] == "place"]
    assert row == {
        "number": 2,
        "id": "norburg=nordburg",
        "what": "place",
        "kind": "city",
        "row": "norburg",
        "main": "nordburg",
        "dates": [],
        "partners": [],
        "sources": ["register-haven-cities@sister-cities"],
        "is_single": True,
        "names": [
            {"zh": "", "en": "Norburg", "local": ""},
            {"zh": "诺德堡", "en": "Nordburg", "local": ""},
        ],
        "why": ["spelling"],
        "certainty": "likely",
    }
    shown = cli("review", "--lang", "zh").out
    assert "诺德堡 (nordburg)" in shown and "写法相近" in shown and "很可能" in shown
    assert partners(cli) == {"norburg", "north-no", "sudheim"}

    done = cli("review", "2", "--accept", "--by", "Office", "--lang", "en", "--format", "json")
    assert done.status == 0, done.err
    assert done.json["entry"]["cells"]["names"] == "Norburg"
    assert "when the register is loaded again" in done.err
    assert places(cli) == []
    for _ in range(2):
        told = cli("load", register, "--accept", "--accept-retired", "--format", "json")
        assert told.status == 0, told.err
        assert partners(cli) == {"nordburg", "north-no", "sudheim"}
        assert places(cli) == []
    assert cli("query", "contradictions", "--format", "json").json["rows"] == []

    assert cli("review", "norburg=nordburg", "--undo").status == 0
    assert cli("load", register, "--accept", "--accept-retired", "--full", "--quiet").status == 0
    assert partners(cli) == {"norburg", "north-no", "sudheim"}
    assert places(cli) == [("norburg=nordburg", "likely")]


def test_place_of_its_own_is_not_proposed_again_until_that_is_taken_back(
    cli: CommandLine, register: Path
) -> None:
    done = cli("review", "2", "--reject", "--by", "Office", "--lang", "zh", "--format", "json")
    assert done.status == 0, done.err
    assert done.json["entry"]["cells"]["reason"] == "不是同一地方"
    assert cli("load", register, "--accept", "--accept-retired", "--full", "--quiet").status == 0
    assert (places(cli), "norburg" in partners(cli)) == ([], True)
    (row,) = cli("review", "--decided", "--format", "json").json
    assert (row["what"], row["decision"]) == ("place", "rejected")
    assert cli("review", "1", "--undo").status == 0
    assert places(cli) == [("norburg=nordburg", "likely")]


def test_rows_by_hand_on_the_wrong_place_keep_it_and_say_so(cli: CommandLine, register: Path) -> None:
    cells = ("from_place=norburg", "to_place=haven", "direction=inbound", "date_start=2024-05-01")
    given = [text for cell in (*cells, "level=mayor", "delegation_title=mayor") for text in ("-p", cell)]
    done = cli("enter", "visits", *given, "--by", "Office", "--format", "json")
    assert done.status == 0, done.err + done.out
    assert cli("review", "norburg=nordburg", "--accept", "--by", "Office").status == 0
    told = cli("load", register, "--accept", "--accept-retired", "--full", "--format", "json").json
    assert "still_referenced" in {issue["code"] for issue in told["issues"]}
    assert "nordburg" in partners(cli) and places(cli) == []
