"""A register of visits and a list of ties as offices keep them: merged heads, doubles, days without year."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.store import GraphStore
from ingest.read.grids import open_grids
from ingest.registers.propose import propose
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress

VISITS = (
    ("序号", "来访日期", "离境日期", "国家", "城市", "来访团组", "级别", "人数", "护照号码"),
    (1, "2025年5月13日", "5月15日", "法国", "里昂市", "里昂市议会代表团", "副市级", "8人", "C00000001"),
    (2, "2024年12月30日", "1月2日", "德国", "法兰克福市", "法兰克福市政府代表团", "局级", 20, "C00000002"),
    (3, "2025年6月", "", "澳大利亚", "悉尼市", "悉尼教育代表团", "处级", 9, ""),
    (4, "2025年6月", "", "澳大利亚", "悉尼市", "悉尼教育代表团", "处级", 9, ""),
    (5, "2025年4月31日", "", "日本", "福冈市", "福冈市政府代表团", "市长级", 12, "C00000003"),
)


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep registers within the folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_register_of_visits(empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    book = openpyxl.Workbook()
    for row in VISITS:
        book.active.append(row)
    book.save(tmp_path / "接待登记.xlsx")
    refused = tmp_path / "未接收.xlsx"
    loaded = cli("load", tmp_path / "接待登记.xlsx", "--accept", "--refused", refused, "--format", "json")
    assert loaded.status == 1, loaded.err
    equal = [issue for issue in loaded.json["issues"] if issue["code"] == "equal_row"]
    assert [(issue["line"], issue["level"]) for issue in equal] == [(5, "warning")]
    rows = empty_store.read(
        "MATCH (v:Visit)-[:FROM_PLACE]->(p) RETURN p.name_en, v.start, toString(v.end_to), v.level "
        "ORDER BY v.start, v.id"
    ).rows
    assert rows == [
        ["Frankfurt am Main", "2024-12-30", "2025-01-02", "department"],
        ["Lyon", "2025-05-13", "2025-05-15", "mayor"],
        ["Sydney", "2025-06", None, "department"],
        ["Sydney", "2025-06", None, "department"],
    ]
    figures = {
        row["figure"]: row["recorded"] for row in cli("figures", "--year", 2025, "--format", "json").json
    }
    assert figures["groups_received"] == 2, "the row told twice counts once"

    sheet = openpyxl.load_workbook(refused)
    texts = [str(cell.value) for row in sheet.active.iter_rows() for cell in row if cell.value]
    assert "护照号码" not in texts and "C00000003" not in texts
    sheet.active["B2"] = "2025年4月30日"
    sheet.save(refused)
    again = cli("load", refused, "--format", "json")
    assert again.status == 0, "what its columns mean is known from the register"
    figures = {
        row["figure"]: row["recorded"] for row in cli("figures", "--year", 2025, "--format", "json").json
    }
    assert figures["groups_received"] == 3


def test_former_names_and_bodies_of_a_register(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    register = tmp_path / "友城一览表.csv"
    register.write_text(
        "国家,友好城市,曾用名,结好日期\n"
        "俄罗斯,叶卡捷琳堡市,斯维尔德洛夫斯克,2002-07-10\n"
        "日本,福岡市,,1979-05-02\n"
        "日本,福冈市日中友好协会,,1980-05-02\n",
        encoding="utf-8",
    )
    loaded = cli("load", register, "--accept", "--format", "json")
    assert loaded.status == 0, loaded.err
    assert [issue["value"] for issue in loaded.json["issues"] if issue["code"] == "body"] == [
        "福冈市日中友好协会"
    ]
    assert empty_store.read("MATCH (n:Name)-[:NAME_OF]->(p:City) RETURN p.id, n.text, n.kind").rows == [
        ["yekaterinburg", "斯维尔德洛夫斯克", "former"]
    ]
    parties = "MATCH (t:Tie)-[:BETWEEN]->(p) WHERE p.id <> 'guangzhou' RETURN labels(p), p.name_zh"
    assert sorted(empty_store.read(parties).rows) == [
        [["City"], "叶卡捷琳堡市"],
        [["City"], "福岡市"],
        [["Organisation"], "福冈市日中友好协会"],
    ]
    again = cli("load", register, "--accept", "--format", "json")
    assert {
        name: counts["created"] for name, counts in again.json["nodes"].items() if counts["created"]
    } == {}

    visits = tmp_path / "接待登记.csv"
    visits.write_text(
        "来访日期,国家,城市,来访团组\n"
        "2025-05-13,俄罗斯,斯维尔德洛夫斯克,市政府代表团\n"
        "2025-06-13,日本,福冈,福冈市政府代表团\n"
        "2025-07-13,日本,福冈市日中友好协会,协会代表团\n",
        encoding="utf-8",
    )
    told = cli("load", visits, "--accept", "--format", "json")
    assert told.status == 0, told.err
    rows = empty_store.read(
        "MATCH (v:Visit)-[:FROM_PLACE]->(p) "
        "RETURN p.id, COLLECT { MATCH (v)-[:MET_WITH]->(o) RETURN o.name_zh } ORDER BY v.start"
    ).rows
    assert rows[:2] == [["yekaterinburg", []], ["fukuoka", []]]
    assert rows[2][1] == ["福冈市日中友好协会"]


@pytest.mark.parametrize("over", ["结好情况", "友好关系", "签约情况"])
def test_head_of_two_lines_with_names_merged_over_both(tmp_path: Path, over: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("国际友好城市一览表",),
        ("序号", "城市名称", "", "所属国家", over, "", "", "备注"),
        ("", "中文", "外文", "", "结好日期", "类别", "签署人", ""),
        (1, "福冈市", "Fukuoka", "日本", "1979年5月2日", "友好城市", "", ""),
    ):
        sheet.append(row)
    for area in ("A1:H1", "B2:C2", "E2:G2", "A2:A3", "D2:D3", "H2:H3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "一览表.xlsx")
    (grid,) = open_grids(tmp_path / "一览表.xlsx", None)
    found = propose(grid)
    assert (found.subject, found.head_line, found.head_lines) == ("ties", 2, 2)
    assert [column.field for column in found.columns] == [
        *("number", "partner_name", "partner_name_en", "partner_country"),
        *("signed_date", "kind", "signatories", "note"),
    ]


def test_register_that_is_not_recognised_is_no_error(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    (tmp_path / "名单.csv").write_text("签署人,结好日期\n甲,1979年5月2日\n", encoding="utf-8")
    told = cli("map", tmp_path / "名单.csv", "--home", "home", "--format", "json")
    assert told.status == 1 and told.json["mapping"] is None, told.err
