"""Refused rows as a workbook: corrected there and loaded again, also through the office's data folder."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from graph.store import GraphStore
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress

#: A register with a title, sections by country, a date that reads like a number, and two rows to be refused.
ROWS = (
    ("我市友好城市一览表",),
    ("序号", "友城", "英文名", "结好时间", "经办"),
    ("日本",),
    (1, "福冈市", "Fukuoka", "1979.10", "甲"),
    (2, "神户市", "Kobe", "待查1980", "乙"),
    ("法国",),
    (3, "里昂市", "Lyon", "1988年13月", "=SUM(1)"),
    (4, "尼斯市", "Nice", "1990-05-06", "丁"),
)


def register(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append([f"'{cell}" if str(cell).startswith("=") else cell for cell in row])
    file = folder / "友城 名录.xlsx"
    book.save(file)
    return file


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep registers within the folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def office(address: StoreAddress, folder: Path) -> CommandLine:
    cli = CommandLine(folder).at(address).within()
    made = cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou")
    assert made.status == 0, made.err
    return cli


def ties(store: GraphStore) -> dict[str, str]:
    rows = store.read(
        "MATCH (t:Tie)-[:BETWEEN]->(p:City)-[:IN]->(c:CountryOrArea) WHERE p.id <> 'guangzhou' "
        "RETURN p.name_en, c.iso2 + ' ' + coalesce(t.signed, '')"
    ).rows
    return {str(name): str(told) for name, told in rows}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_refused_rows_are_corrected_in_their_workbook(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path, lang: str
) -> None:
    cli = office(store_address, tmp_path)
    file, refused = register(tmp_path), tmp_path / "refused.xlsx"
    mapped = cli("map", file, "--format", "json")
    assert mapped.status == 0, mapped.err
    tried = cli("load", file, "--keep", "--dry-run", "--refused", refused, "--format", "json", "--lang", lang)
    assert tried.status == 1 and tried.json["refused_file"] == str(refused), tried.err
    done = cli("load", file, "--keep", "--refused", refused, "--format", "json", "--lang", lang)
    assert done.json["nodes"] == tried.json["nodes"] and done.json["issues"] == tried.json["issues"]
    assert done.json["kept"]["replaces"] == []
    assert Path(done.json["kept"]["file"]).name == "友城-名录.xlsx"
    assert Path(done.json["kept"]["file"] + ".map.toml").is_file()
    assert ties(empty_store) == {"Fukuoka": "JP 1979-10", "Nice": "FR 1990-05-06"}

    book = openpyxl.load_workbook(refused)
    sheet = book.active
    rows = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:5] == ["序号", "友城", "英文名", "结好时间", "经办"]
    assert rows[0][5:] == (
        ["未读入的原因", "如何更正"] if lang == "zh" else ["Why it was not loaded", "How to correct it"]
    )
    assert [row[0] for row in rows[1:]] == ["日本", "2", "法国", "3"]
    assert rows[2][3] == "待查1980" and "结好时间" in rows[2][5] and rows[2][6]
    sheet["D3"], sheet["D5"] = "1980.10", "1988年12月"
    book.save(refused)

    again = cli("map", refused, "--replace", "--format", "json", "--home", "guangzhou")
    (proposed,) = again.json["sheets"]
    assert [column["head"] for column in proposed["columns"]] == rows[0][:5]
    assert {column["why"] for column in proposed["columns"]} == {"kept"}
    loaded = cli("load", refused, "--keep", "--format", "json")
    assert loaded.status == 0, loaded.err
    assert ties(empty_store) == {
        "Fukuoka": "JP 1979-10",
        "Kobe": "JP 1980-10",
        "Lyon": "FR 1988-12",
        "Nice": "FR 1990-05-06",
    }
    kept = empty_store.read("MATCH (s:Statement) WHERE s.values CONTAINS '1980.10' RETURN s.values").rows
    assert kept and all("未读入" not in row[0] and "not loaded" not in row[0] for row in kept)

    same = cli("load", file, "--keep", "--format", "json")
    assert same.status == 2 and "kept already" in same.err
    whole = cli("load", Path(done.json["kept"]["file"]).parent, "--format", "json")
    assert all(
        counts["created"] + counts["updated"] + counts["retired"] == 0
        for counts in whole.json["nodes"].values()
    ), "the folder says what was loaded from it"


def test_meaning_of_a_column_is_chosen(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    del empty_store
    cli, file, choices = office(store_address, tmp_path), register(tmp_path), tmp_path / "choices.json"

    def chosen(*columns: dict[str, str], **more: object) -> str:
        choices.write_text(json.dumps({"sheets": [{"columns": columns, **more}]}), encoding="utf-8")
        done = cli("map", file, "--choices", choices, "--replace", "--format", "json")
        if done.status:
            return done.err
        (sheet,) = done.json["sheets"]
        return " ".join(f"{column['head']}={column['field'] or ''}" for column in sheet["columns"])

    means = "序号=number 友城=partner_name 英文名=partner_name_en 结好时间=signed_date 经办="
    assert chosen() == means
    assert chosen({"head": "经办", "field": "division"}) == f"{means}division"
    moved = means.replace("结好时间=signed_date", "结好时间=") + "signed_date"
    assert chosen({"head": "经办", "field": "signed_date"}) == moved
    assert "two columns mean" in chosen(
        {"head": "经办", "field": "division"}, {"head": "序号", "field": "division"}
    )
    assert "cannot mean" in chosen({"head": "经办", "field": "persons"})
    assert "经办=persons" in chosen({"head": "经办", "field": "persons"}, subject="visits")
    assert "no sheet" in chosen(taken=False)
    choices.write_text('{"sheets": [{"nonsense": 1}]}', encoding="utf-8")
    refused = cli("map", file, "--choices", choices)
    assert refused.status == 2 and "nonsense" in refused.line


def test_refused_rows_of_a_table_with_our_own_heads(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    del empty_store
    cli, file, refused = office(store_address, tmp_path), tmp_path / "cities.csv", tmp_path / "cities.xlsx"
    file.write_text(
        "id,name_en,country_iso2,admin_level\ntrier,Trier,DE,city\nnowhere,Nowhere,XX,city\n",
        encoding="utf-8",
    )
    done = cli("load", file, "--refused", refused, "--format", "json")
    assert done.status == 1, done.err
    book = openpyxl.load_workbook(refused)
    assert [cell.value for cell in book.active[2]][:4] == ["nowhere", "Nowhere", "XX", "city"]
    book.active["C2"] = "FR"
    corrected = tmp_path / "corrected" / "cities.xlsx"
    corrected.parent.mkdir()
    book.save(corrected)
    again = cli("load", corrected, "--format", "json")
    assert again.status == 0 and not again.json["issues"], again.err
    assert not (tmp_path / "none.xlsx").exists()
    clean = cli("load", corrected, "--refused", tmp_path / "none.xlsx", "--format", "json")
    assert clean.json["refused_file"] is None and not (tmp_path / "none.xlsx").exists()
