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
