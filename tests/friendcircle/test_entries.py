"""``enter``, ``entries`` and ``undo`` as used by a script."""

from __future__ import annotations

import json
from pathlib import Path

from tests.friendcircle.command_line import CommandLine

VISIT = (
    "-p",
    "direction=inbound",
    "-p",
    "date_start=2020-05",
    "-p",
    "from_place=east",
    "-p",
    "to_place=home",
    "-p",
    "delegation_title=mayor of East",
)


def test_entry_from_dry_run_to_undo(office: CommandLine, tmp_path: Path) -> None:
    dry = office("enter", "visits", *VISIT, "--by", "Office", "--dry-run", "--format", "json")
    assert (dry.status, dry.json["action"], dry.json["dry_run"], dry.json["nodes"]["Visit"]["created"]) == (
        0,
        "entered",
        True,
        1,
    )
    assert office("entries", "--format", "json").json == []
    done = office("enter", "visits", *VISIT, "--by", "Office", "--format", "json").json
    assert (done["dry_run"], done["entry"]["stands"], done["entry"]["by"]) == (False, True, "Office")
    assert {(change["what"], change["label"]) for change in done["changes"]} == {
        ("created", "Visit"),
        ("created", "Source"),
        ("created", "Statement"),
    }
    identifier = done["entry"]["id"]
    (listed,) = office("entries", "--format", "json").json
    assert (listed["id"], listed["cells"]["delegation_title"]) == (identifier, "mayor of East")
    (said,) = office("sources", done["entry"]["row"], "--format", "json").json["statements"]
    assert (said["source"], said["grade"], said["values"]["entered_by"]) == ("own-record-home", "A", "Office")
    assert said["locator"].endswith(" Office")
    assert office("entries", "--out", tmp_path / "out").status == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["office.toml", "visits.csv"]
    event = ("-p", "kind=anniversary", "-p", "date_start=2020", "-p", "name_en=a feast")
    second = office("enter", "events", *event, "--by", "Office", "--format", "json").json["entry"]["id"]
    assert office("entries", "--out", tmp_path / "out").status == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "events.csv",
        "office.toml",
        "visits.csv",
    ]
    assert office("undo", second).status == 0
    assert office("entries", "--out", tmp_path / "out").status == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["office.toml", "visits.csv"], (
        "what was taken back is not in the folder any more"
    )
    assert office("undo", identifier, "--format", "json").json["action"] == "taken_back"
    assert office("undo", identifier, "--expect", "standing").line.startswith(
        "friendcircle: somebody has changed this entry meanwhile"
    )
    assert office("load", tmp_path / "out", "--quiet").status == 0
    assert office("undo", identifier, "--expect", "standing").status == 0


def test_faults_are_reported_by_column_or_in_one_line(office: CommandLine, tmp_path: Path) -> None:
    refused = office("enter", "visits", "-p", "direction=in", "--by", "Office", "--format", "json")
    assert (refused.status, refused.json["action"]) == (1, "refused")
    assert {issue["column"] for issue in refused.json["issues"]} == {"direction", "delegation_title"}
    assert office("enter", "towns", "-p", "id=x", "--by", "Office").line.startswith(
        "friendcircle: nothing is entered by hand into 'towns'"
    )
    assert office("enter", "visits", "-p", "colour=red", "--by", "Office").status == 2
    assert "visits/v1" in office("undo", "visits/v1").line
    file = tmp_path / "cells.json"
    file.write_text('["x"]', encoding="utf-8")
    assert "these are no cells" in office("enter", "visits", "--cells", file, "--by", "Office").line
    file.write_text(json.dumps({"direction": "inbound", "delegation_title": "合唱团"}), encoding="utf-8")
    assert office("enter", "visits", "--cells", file, "--by", "Office").status == 0
