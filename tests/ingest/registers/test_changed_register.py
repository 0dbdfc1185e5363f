"""A mapping that stands beside a register whose columns have changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FileUnreadable
from ingest.registers.intake import find_registers, tables_of
from ingest.registers.places.place_book import PlaceBook
from ingest.registers.translate import OfficeHome

MAPPING = """[[sheets]]
subject = "ties"
head_line = 1
columns = [
  { head = "国家", field = "partner_country" },
  { head = "友好城市", field = "partner_name" },
  { head = "结好日期", field = "signed_date" },
]
"""


def register(folder: Path, text: str) -> Path:
    file = folder / "友城.csv"
    file.write_text(text, encoding="utf-8")
    file.with_name(file.name + ".map.toml").write_text(MAPPING, encoding="utf-8")
    return file


def test_column_that_is_gone_refuses_the_file(tmp_path: Path) -> None:
    file = register(tmp_path, "国家,友好城市,结好时间\n日本,佐世保,1983-10-28\n")
    with pytest.raises(FileUnreadable, match=r"no columns.*结好日期.*, of which its mapping speaks"):
        find_registers([file])


def test_column_that_was_added_stays_with_its_rows_and_is_told(tmp_path: Path) -> None:
    file = register(
        tmp_path, "国家,友好城市,经办,手机号码,结好日期\n日本,佐世保,一处,13800000000,1983-10-28\n"
    )
    ((found,), _) = find_registers([file])
    tables = {
        entry.table.name: entry
        for entry in tables_of(found, PlaceBook([]), OfficeHome("home", "CN"), has_row=True)
    }
    (row,) = tables["ties"].document.rows()
    assert row.cells["signed_date"] == "1983-10-28"
    assert row.cells["经办"] == "一处"
    assert "13800000000" not in row.cells.values()
    told = {issue.code: str(issue.reason) for issue in tables["ties"].issues}
    assert "经办" in told["columns_kept"] and "手机号码" not in told["columns_kept"]
    assert "手机号码" in told["personal_data"]
