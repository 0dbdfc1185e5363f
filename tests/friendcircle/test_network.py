"""``path`` and ``network`` on real stores: introductions of the sample, and refusals."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.friendcircle.command_line import CommandLine

DAY = ("--as-of", "2024-12-31")
ASKED = (
    ("path", "xiamen", "vicenza", *DAY),
    ("path", "xiamen", "manila", *DAY),
    ("path", "vicenza", "sarasota", *DAY, "--known-as-of", "2024-06-30"),
    ("network", *DAY),
    ("network", "--wider", "--as-of", "2019-12-31", "--known-as-of", "2022-12-31"),
)


def ask(cli: CommandLine, *asked: str) -> Any:
    done = cli(*asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return done.json


def stops(way: dict[str, Any]) -> list[str]:
    return [way["hops"][0]["from"], *(hop["to"] for hop in way["hops"])]


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_answer_is_the_same_byte_for_byte(cli_loaded: CommandLine, asked: tuple[str, ...]) -> None:
    done = cli_loaded(*asked, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json
    assert cli_loaded(*asked, "--format", "json").out == done.out


def test_introductions_of_the_sample(cli_loaded: CommandLine) -> None:
    vicenza = ask(cli_loaded, "path", "xiamen", "vicenza", *DAY)
    assert [stops(way) for way in vicenza] == [["xiamen", "vicenza"], ["xiamen", "valenza", "vicenza"]]
    keys = {
        "from",
        "to",
        "from_name_en",
        "from_name_zh",
        "to_name_en",
        "to_name_zh",
        "reason",
        "says",
        "since",
        "facts",
        "sources",
    }
    for way in vicenza:
        assert way["length"] == len(way["hops"]) and way["cost"] > 0
        assert all(keys <= set(hop) and hop["facts"] and hop["sources"] for hop in way["hops"])
    assert "visit-0136" in vicenza[0]["hops"][0]["says"]
    assert (
        ask(cli_loaded, "path", "厦门", "维琴察", *DAY)
        == vicenza
        == ask(cli_loaded, "path", "Xiamen", "vicenza", *DAY)
    ), "names do as well as ids"
    far = cli_loaded("path", "xiamen", "atlantis", *DAY)
    assert far.status == 2 and "did you mean" not in far.line, "nothing that is proposed is unlike it"
    durban = ask(cli_loaded, "path", "xiamen", "durban", *DAY)[0]["hops"][0]
    assert (durban["reason"], durban["since"], durban["facts"]) == (
        "sister_city",
        "2023-09-19",
        ["tie-durban--xiamen"],
    )
    before = ask(
        cli_loaded, "path", "xiamen", "durban", "--as-of", "2019-12-20", "--known-as-of", "2019-12-31"
    )[0]["hops"][0]
    assert (before["reason"], before["stage"], before["since"]) == ("under_way", "intent", None), (
        "the mayor spoke for it, and no source gives a date"
    )
    assert [said for said in before["also"] if "2019-12-12 (visit-0148)" in said]
    assert ["xiamen", "fujian", "odisha"] in [
        stops(way) for way in ask(cli_loaded, "path", "xiamen", "odisha", *DAY)
    ]
    manila = ask(cli_loaded, "path", "xiamen", "manila", *DAY)
    assert [stops(way)[1] for way in manila][1:3] == ["consulate-general-philippines-xiamen", "manila-port"]
    sarasota = ask(cli_loaded, "path", "xiamen", "sarasota", *DAY, "--most", "1")
    assert [hop["parts"] for hop in sarasota[0]["hops"]] == [
        ["xiamen-siming"]
    ] and "Siming District" in sarasota[0]["hops"][0]["says"]
    assert ask(cli_loaded, "path", "xiamen-siming", "sarasota", *DAY, "--most", "1") == sarasota
    chinese = cli_loaded("path", "xiamen", "durban", *DAY, "--lang", "zh").out
    assert "牵线渠道" in chinese and "德班" in chinese and "友好城市" in chinese
    rows = list(
        csv.DictReader(
            io.StringIO(cli_loaded("path", "xiamen", "vicenza", *DAY, "--format", "csv").out, newline="")
        )
    )
    assert [(row["way"], row["hop"], row["to"]) for row in rows] == [
        ("1", "1", "vicenza"),
        ("2", "1", "valenza"),
        ("2", "2", "vicenza"),
    ]


def test_no_path_is_an_answer_and_an_unknown_end_is_refused(cli_loaded: CommandLine) -> None:
    done = cli_loaded("path", "xiamen", "vicenza", "--as-of", "2019-06-30", "--format", "json")
    assert (done.status, done.json) == (0, [])
    assert "Vicenza" in done.line
    for asked, said in (
        (("xiamen", "durbn"), "did you mean durban"),
        (("xiamen", "nobody-at-all-xyz"), "there is no such"),
        (("xiamen", "macao"), "not within the remit"),
        (("xiamen", "xiamen-port"), "both ends are the same"),
        (("xiamen", "durban", "--most", "0"), "--most"),
        (("xiamen", "durban", "--as-of", "1900-01-01"), "nothing is recorded by that day"),
        (("xiamen",), "B"),
    ):
        done = cli_loaded("path", *asked)
        assert (done.status, done.out) == (2, "") and said in done.line, asked


def test_measures_of_the_sample(cli_loaded: CommandLine) -> None:
    circle, wider = ask(cli_loaded, "network", *DAY), ask(cli_loaded, "network", "--wider", *DAY)
    rows = {row["party"]: row for row in circle["rows"]}
    assert (
        circle["rows"][0]["party"] == "xiamen"
        and circle["rows"][0]["home"]
        and circle["rows"][0]["community"] is None
    )
    assert len(rows) == circle["nodes"] < wider["nodes"]
    assert "odisha" in rows["fujian"]["broker"]
    assert all(0 <= row["betweenness"] <= 1 for row in (*circle["rows"], *wider["rows"]))
    assert set(circle["measures"]) >= {"degree", "betweenness", "constraint", "community", "broker"}
    assert not {"italy", "europe", "macao", "country-cn"} & {row["party"] for row in wider["rows"]}
    assert "zhangzhou" not in rows, "a place of our own country is in it only where it joins others"
    assert circle["components"] and circle["alone"] and wider["holes"]
    assert "唯一纽带" in cli_loaded("network", *DAY, "--lang", "zh").out
