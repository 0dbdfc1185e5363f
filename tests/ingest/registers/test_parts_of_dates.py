"""Parts of a year or month in a register and in a table of our own: taken with a remark, a decade refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress

WRITTEN = ("2019年上半年", "early May 2018", "八十年代")
VISITS = ("id", "direction", "date_start", "from_place", "to_place", "level", "delegation_title_zh")
REGISTER = ("来访日期", "国家", "城市", "来访团组", "人数")


@pytest.mark.parametrize("form", ["register", "table"])
def test_parts_are_taken_and_told(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path, form: str
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    name, head, rows = {
        "table": (
            "visits.csv",
            VISITS,
            [(f"v{at}", "inbound", day, "", "", "mayor", "代表团") for at, day in enumerate(WRITTEN)],
        ),
        "register": ("来访.csv", REGISTER, [(day, "日本", "福冈市", "代表团", "8") for day in WRITTEN]),
    }[form]
    with (tmp_path / name).open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])
    loaded = cli("load", tmp_path / name, "--accept", "--format", "json")
    assert loaded.status == 1, loaded.err
    issues = loaded.json["issues"]
    told = [(one["line"], one["value"], one["level"]) for one in issues if one["code"] == "date_part"]
    assert told == [(2, WRITTEN[0], "warning"), (3, WRITTEN[1], "warning")]
    [refused] = [one for one in issues if one["level"] == "error"]
    assert (refused["line"], refused["code"]) == (4, "date") and "decade" in refused["reason"]
    found = empty_store.read(
        "MATCH (v:Visit)<-[:SAYS]-(s:Statement) "
        "RETURN v.start, toString(v.start_from), toString(v.start_to), s.values ORDER BY v.start"
    ).rows
    assert [row[:3] for row in found] == [
        ["2018-05", "2018-05-01", "2018-05-31"],
        ["2019", "2019-01-01", "2019-12-31"],
    ]
    assert WRITTEN[1] in found[0][3] and WRITTEN[0] in found[1][3], "what was written stays"
