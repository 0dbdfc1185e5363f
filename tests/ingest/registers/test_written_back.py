"""A register written again from the store: its own heads, order, words and dates, and the same graph."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from graph.store import GraphStore
from ingest.entries import EntryHome, enter
from ingest.maintenance.dump import dump
from ingest.read.grids import open_grids
from ingest.registers.mapping import ENDING
from tests.friendcircle.command_line import CommandLine, Run
from tests.ingest.registers.offices import REGISTERS, OfficeRegister
from tests.stores import StoreAddress, wipe

NOW = dt.datetime(2020, 3, 1, 9, tzinfo=dt.UTC)
#: Statements and sources of what comes with the program are recorded on the day of the load.
OF_THE_PROGRAM = '"id":"s:reference/'


def graph_of(store: GraphStore) -> list[str]:
    return [line for line in dump(store, bookkeeping=False) if OF_THE_PROGRAM not in line]


def made(address: StoreAddress, folder: Path, register: OfficeRegister) -> CommandLine:
    cli = CommandLine(folder).at(address).within()
    run = cli("init", "--home", register.home, "--country", register.country)
    assert run.status == 0, run.err
    return cli


def rows_of(file: Path) -> list[tuple[str, ...]]:
    [grid] = [grid for grid in open_grids(file) if any(grid.read())]
    rows = [row.cells for row in grid.read()]
    width = max(map(len, rows))
    return [(*cells, *[""] * (width - len(cells))) for cells in rows]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.home_id)
def test_same_graph_from_the_register_written_again(
    register: OfficeRegister,
    ending: str,
    empty_store: GraphStore,
    store_address: StoreAddress,
    tmp_path: Path,
) -> None:
    # A folder that does not say so is a collection of its name; so both have the same.
    file, out = (tmp_path / part / "registers" / register.name for part in ("before", "again"))
    out = out.with_suffix(ending)
    for folder in (file.parent, out.parent):
        folder.mkdir(parents=True)
    mapping = file.with_name(f"{register.name}{ENDING}")
    register.write(file)
    cli = made(store_address, tmp_path, register)
    assert cli("map", file).status == 0
    assert cli("load", file, "--map", mapping).status == bool(register.refused)
    before = graph_of(empty_store)

    run = cli("export", "--map", mapping, "--out", out, "--format", "json")
    assert run.status == 0, run.err
    told = len(register.ties) + len(register.visits)
    [sheet] = run.json["sheets"]
    assert (sheet["rows"], sheet["entered"]) == (told, 0)
    assert sheet["remarks"]

    # The rows that were accepted stand there cell by cell, below the same heads.
    original, again = rows_of(file), rows_of(out)
    kept = {tuple(filter(None, row)) for row in again}
    if register.home_id == "qingdao":  # two lines of heads are joined
        assert again[0] == again[1] == ("国家", "城市", "结好 时间", "结好 类别", "备注")
        assert sorted(again[2:]) == sorted(original[2:])
    else:
        assert kept <= {tuple(filter(None, row)) for row in original}
    assert len(again) == told + (2 if register.home_id == "qingdao" else 1)

    wipe(empty_store)
    assert made(store_address, tmp_path, register)("load", out, "--map", mapping).status == 0
    assert graph_of(empty_store) == before


def visits_register(folder: Path) -> Path:
    """A register with a title, a number, merged titles of sections and dates of a form of its own."""
    book = openpyxl.Workbook()
    for row in (
        ("来访团组登记表",),
        ("序号", "来访日期", "国家", "城市", "来访团组", "级别", "人数", "接待单位", "护照号码", "车辆"),
        (
            2,
            "2019.3.5至2019.3.8",
            "日本",
            "横滨市",
            "横滨市友好代表团",
            "市长",
            "１２人",
            "市外办",
            "C00000001",
            "2",
        ),
        (1, "2019.3.28", "德国", "汉堡市", "汉堡经贸代表团", "会长", "约20人", "=1+1", "", "1"),
        (3, "2019.5", "日本", "横滨市", "横滨学生团", "学生", 8, "市教育局", "", ""),
    ):
        book.active.append([f"'{cell}" if str(cell).startswith("=") else cell for cell in row])
    file = folder / "来访.xlsx"
    book.save(file)
    return file


def entered(store: GraphStore, cells: dict[str, str], number: int) -> None:
    done = enter(
        store,
        EntryHome("guangzhou", "CN"),
        "visits",
        cells,
        by="接待处",
        load_id=f"entry-{number}",
        now=NOW + dt.timedelta(days=number),
    )
    assert done.action == "entered", done.issues


def office_with_visits(store: GraphStore, address: StoreAddress, folder: Path) -> tuple[CommandLine, Path]:
    cli = CommandLine(folder).at(address).within()
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    file = visits_register(folder)
    assert cli("map", file).status == 0
    mapping = folder / f"{file.name}{ENDING}"
    loaded = cli("load", file, "--map", mapping)
    assert loaded.status == 0, loaded.err
    return cli, mapping


def test_rows_entered_since_are_written_in_the_forms_of_the_register(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli, mapping = office_with_visits(empty_store, store_address, tmp_path)
    entered(
        empty_store,
        {
            "id": "v-new",
            "direction": "inbound",
            "date_start": "2019-07-02",
            "date_end": "2019-07-04",
            "from_place": "yokohama",
            "to_place": "guangzhou",
            "level": "mayor",
            "delegation_title_zh": "横滨市议会代表团",
            "persons": "6",
            "mode": "in_person",
        },
        1,
    )
    entered(
        empty_store,
        {
            "direction": "outbound",
            "date_start": "2019-08",
            "from_place": "guangzhou",
            "to_place": "hamburg",
            "delegation_title_zh": "经贸代表团",
        },
        2,
    )
    out = tmp_path / "again" / "来访.xlsx"
    out.parent.mkdir()
    run: Run = cli("export", "--map", mapping, "--out", out, "--format", "json")
    assert run.status == 0, run.err
    sheet = run.json["sheets"][0]
    assert (sheet["rows"], sheet["entered"]) == (4, 1)
    remarks = "\n".join(sheet["remarks"])
    assert "left out: 1" in remarks, "the visit that was sent"
    assert "these columns are empty: 护照号码" in remarks
    assert "mode (1)" in remarks and "1" in remarks
    rows = rows_of(out)
    assert rows[0] == (
        "序号",
        "来访日期",
        "国家",
        "城市",
        "来访团组",
        "级别",
        "人数",
        "接待单位",
        "护照号码",
        "车辆",
    )
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"], "in the order of the register's own numbers"
    assert rows[2] == (
        *(
            "2",
            "2019.3.5至2019.3.8",
            "日本",
            "横滨市",
            "横滨市友好代表团",
            "市长",
            "１２人",
            "市外办",
            "",
            "2",
        ),
    )
    assert rows[4] == (
        "4",
        "2019.7.2至2019.7.4",
        "日本",
        "横滨市",
        "横滨市议会代表团",
        "市长",
        "6",
        "",
        "",
        "",
    )

    wipe(empty_store)
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    assert cli("load", out, "--map", mapping).status == 0
    found = empty_store.read(
        "MATCH (v:Visit {start: '2019-07-02'})-[:FROM_PLACE]->(p) "
        "RETURN v.direction, v.end, v.level, v.persons, p.id"
    ).rows
    assert found == [["inbound", "2019-07-04", "mayor", 6, "yokohama"]]


def test_row_corrected_by_hand_is_written_as_corrected(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli, mapping = office_with_visits(empty_store, store_address, tmp_path)
    [[identifier]] = empty_store.read("MATCH (v:Visit {start: '2019-03-28'}) RETURN v.id").rows
    entered(
        empty_store,
        {
            "id": identifier,
            "direction": "inbound",
            "date_start": "2019-03-27",
            "delegation_title_zh": "汉堡经贸代表团",
            "persons": "21",
        },
        1,
    )
    out = tmp_path / "corrected.xlsx"
    assert cli("export", "--map", mapping, "--out", out).status == 0
    assert rows_of(out)[1] == (
        "1",
        "2019.3.27",
        "德国",
        "汉堡市",
        "汉堡经贸代表团",
        "会长",
        "21",
        "'=1+1",
        "",
        "1",
    )


def test_formulas_in_csv_are_guarded_and_told(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("init", "--home", "Lyon", "--country", "FR").status == 0
    file = tmp_path / "jumelages.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(
            [
                ("Ville jumelée", "Pays", "Année", "Observations"),
                ("Milan", "Italie", "1967", "=1+1"),
                ("Turin", "Italie", "-", ""),
            ]
        )
    assert cli("map", file).status == 0
    mapping = tmp_path / f"jumelages.csv{ENDING}"
    assert cli("load", file, "--map", mapping).status == 0
    run = cli("export", "--map", mapping, "--out", tmp_path / "again.csv", "--format", "json")
    assert any("apostrophe in front: 1" in remark for remark in run.json["sheets"][0]["remarks"]), run.out
    text = (tmp_path / "again.csv").read_text(encoding="utf-8-sig")
    assert "Milan,Italie,1967,'=1+1" in text and "Turin,Italie,-," in text


@pytest.mark.parametrize(
    ("out", "said"),
    [("again.ods", "written as"), ("来访.xlsx", "already"), ("nowhere/again.xlsx", "does not exist")],
)
def test_what_cannot_be_written_is_one_line(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path, out: str, said: str
) -> None:
    cli, mapping = office_with_visits(empty_store, store_address, tmp_path)
    before = (tmp_path / "来访.xlsx").read_bytes()
    run = cli("export", "--map", mapping, "--out", tmp_path / out)
    assert run.status == 2 and said in run.line
    assert (tmp_path / "来访.xlsx").read_bytes() == before


def sheets_of(folder: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = folder / "名录.xlsx"
    book.save(file)
    return file


TIES: list[tuple[object, ...]] = [
    ("序号", "友城", "英文名", "结好时间"),
    ("日本",),
    (1, "福冈市", "Fukuoka", "1979.10"),
    (3, "神户市", "Kobe", "1980年6月"),
    ("法国",),
    (2, "里昂市", "Lyon", "1988.5.6"),
]
VISITS: list[tuple[object, ...]] = [
    ("来访日期", "国家", "城市", "来访团组", "人数"),
    ("2019.3.5", "日本", "福冈市", "福冈市友好代表团", 12),
]


@pytest.mark.parametrize("sheets", [("友城",), ("友城", "来访"), ("来访", "说明")])
def test_sections_and_sheets_are_written_back(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path, sheets: tuple[str, ...]
) -> None:
    content = {"友城": TIES, "来访": VISITS, "说明": [("随便写写",)]}
    file = sheets_of(tmp_path / "before" / "registers", {name: content[name] for name in sheets})
    cli = CommandLine(tmp_path).at(store_address).within()
    office = ("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou")
    assert cli(*office).status == 0
    assert cli("map", file).status == 0
    mapping = file.with_name(f"{file.name}{ENDING}")
    loaded = cli("load", file, "--map", mapping)
    assert loaded.status == 0, loaded.err
    before = graph_of(empty_store)
    out = tmp_path / "again" / "registers" / file.name
    out.parent.mkdir(parents=True)
    run = cli("export", "--map", mapping, "--out", out)
    assert run.status == 0, run.err
    if len(sheets) > 1 and "友城" not in sheets:
        refused = cli("export", "--map", mapping, "--out", tmp_path / "again.csv")
        assert refused.status == 2 and "sheets" in refused.line
    else:
        [grid] = [grid for grid in open_grids(out) if grid.sheet in ("", "友城")]
        told = [tuple(filter(None, row.cells)) for row in grid.read()]
        assert told == [
            ("序号", "友城", "英文名", "结好时间"),
            ("日本",),
            ("1", "福冈市", "Fukuoka", "1979.10"),
            ("3", "神户市", "Kobe", "1980年6月"),
            ("法国",),
            ("2", "里昂市", "Lyon", "1988.5.6"),
        ]
    wipe(empty_store)
    assert cli(*office).status == 0
    again = cli("load", out, "--map", mapping)
    assert again.status == 0, again.err
    assert graph_of(empty_store) == before


def test_mapping_of_no_register_in_the_store(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    cli, _ = office_with_visits(empty_store, store_address, tmp_path)
    other = tmp_path / f"other.csv{ENDING}"
    other.write_text(
        '[[sheets]]\nsubject = "ties"\nhead_line = 1\n'
        'columns = [{ head = "City", field = "partner_name" }]\n',
        encoding="utf-8",
    )
    run = cli("export", "--map", other, "--out", tmp_path / "other.csv")
    assert run.status == 2 and "no register" in run.line and not (tmp_path / "other.csv").exists()
