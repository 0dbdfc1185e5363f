"""``perspective`` as used by a script."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.views.explore.canvas import Canvas, Perspective, write_perspective
from tests.friendcircle.command_line import CommandLine


def test_perspective_is_saved_from_a_file_and_shown(office: CommandLine, tmp_path: Path) -> None:
    text = write_perspective(Perspective("x", Canvas(nodes=("home", "east"))))
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    assert office("perspective", "list", "--format", "json").json == []
    assert (
        office("perspective", "save", "East", tmp_path / "p.json", "--format", "json").json["name"] == "East"
    )
    assert [entry["name"] for entry in office("perspective", "list", "--format", "json").json] == ["East"]
    assert office("perspective", "show", "East", tmp_path / "back.json").status == 0
    assert json.loads((tmp_path / "back.json").read_text(encoding="utf-8")) == json.loads(text)
    assert office("perspective", "remove", "East").status == 0
    gone = office("perspective", "show", "East", tmp_path / "again.json")
    assert (gone.status, (tmp_path / "again.json").exists()) == (2, False)
    assert gone.line.startswith("friendcircle: no perspective is called East")


def test_invalid_perspective_is_refused(office: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("[1, 2]", encoding="utf-8")
    refused = office("perspective", "save", "East", tmp_path / "p.json")
    assert refused.status == 2
    assert refused.line.startswith("friendcircle: this is no saved perspective")
    assert office("perspective", "list", "--format", "json").json == []
