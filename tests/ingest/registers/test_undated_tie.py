"""A tie that a register tells without any day is shown apart: neither lost, nor counted as in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress

REGISTER = """城市,国家,关系,状态,结好时间
里昂市,法国,友好城市,已结好,1988-01-19
巴里市,意大利,友好城市,已结好,
林茨市,奥地利,友好城市,拟结好,
"""


@pytest.fixture
def cli(store_address: StoreAddress, tmp_path: Path) -> CommandLine:
    command = CommandLine(tmp_path).at(store_address).within()
    assert command("init", "--home", "广州市", "--country", "CN").status == 0
    return command


def test_tie_without_any_day_is_told_and_shown_apart(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")
    loaded = cli("load", file, "--accept", "--format", "json")
    assert loaded.status == 0, loaded.err
    told = [
        (issue["line"], issue["level"]) for issue in loaded.json["issues"] if issue["code"] == "undated_tie"
    ]
    assert told == [(3, "warning"), (4, "warning")]

    figures = {entry["figure"]: entry["recorded"] for entry in cli("figures", "--format", "json").json}
    assert (figures["sister_cities"], figures["ties_on_their_way"]) == (1, 0)
    assert [row["place"] for row in _sister_cities(cli)] == ["lyon"]

    (card,) = cli("pending", "--format", "json").json
    assert (card["partner"], card["stage"], card["since"]) == ("linz", "target", "")
    one = cli("strength", "bari", "--format", "json").json
    assert (one["strength"], one["signed"]["form"]) == (0.0, "undated")
    assert "since when is not recorded" in cli("strength", "bari", FRIENDCIRCLE_LANG="en").out


def _sister_cities(cli: CommandLine) -> list[dict[str, Any]]:
    found = cli("query", "sister_cities", "--format", "json").json
    return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]


def _with_column() -> str:
    head, *rows = REGISTER.splitlines()
    return "\n".join([f"{head},截至", *(f"{row},2024-06-30" for row in rows)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("register.csv", _with_column()),
        ("register.csv", f"国际友好城市一览表（截至2024年6月30日）,,,,\n{REGISTER}"),
        ("友城名单（截至2024-06-30）.csv", REGISTER),
    ],
    ids=["column", "title", "file"],
)
def test_tie_counts_once_the_register_says_for_which_day_it_holds(
    cli: CommandLine, tmp_path: Path, name: str, text: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    loaded = cli("load", file, "--accept", "--format", "json")
    assert loaded.status == 0, loaded.err
    assert not [issue for issue in loaded.json["issues"] if issue["code"] == "undated_tie"]
    assert [(row["place"], row["known_by"]) for row in _sister_cities(cli)] == [
        ("lyon", None),
        ("bari", "2024-06-30"),
    ]
