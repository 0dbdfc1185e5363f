"""Registers kept with the store: where they lie, and that a name from outside cannot lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.read.office_folder import read_office
from ingest.registers.kept import RegisterFolder, clean_name
from ingest.registers.mapping import ColumnMapping, RegisterMapping, SheetMapping, mapping_file, mapping_text

MAPPING = mapping_text(
    RegisterMapping(
        sheets=(
            SheetMapping(
                subject="ties", head_line=1, columns=(ColumnMapping(head="友城", field="partner_name"),)
            ),
        )
    ),
    {},
)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("友城 名录（2019）.xlsx", "友城-名录-2019.xlsx"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\temp\\ties.CSV", "ties.csv"),
        (".office.toml", "office-toml"),
        ("a.map.toml", "a-map-toml"),
        ("~$open.xlsx", "open.xlsx"),
        ("x\x00\u202ey.csv", "xy.csv"),
        ("...", "register"),
        ("", "register"),
        ("=cmd|'/c calc'!A1.ods", "c-calc-A1.ods"),
        ("n" * 300 + ".json", "n" * 80 + ".json"),
    ],
)
def test_name_is_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.fixture
def folder(tmp_path: Path) -> RegisterFolder:
    return RegisterFolder(tmp_path / "registers" / "home", "home", "CN", "cn")


def given(tmp_path: Path, name: str, text: str = "友城\n福冈\n") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    mapping_file(file).write_text(MAPPING, encoding="utf-8")
    return file


def test_file_takes_its_place_beside_its_mapping_after_the_load(
    tmp_path: Path, folder: RegisterFolder
) -> None:
    with folder.incoming(given(tmp_path, "ties.csv"), None, keep=True, replace=False) as copy:
        assert copy.name == "ties.csv" and copy.parent.parent == folder.path
        assert read_office(copy.parent).collection == "home-registers"
        assert mapping_file(copy).is_file() and not folder.standing("ties.csv")
    assert sorted(file.name for file in folder.path.iterdir()) == [
        "office.toml",
        "ties.csv",
        "ties.csv.map.toml",
    ]
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.path.iterdir())
    assert [sheet.subject for mapping in folder.mappings() for sheet in mapping.sheets] == ["ties"]


def test_nothing_stays_of_a_load_that_failed_or_was_only_tried(
    tmp_path: Path, folder: RegisterFolder
) -> None:
    file = given(tmp_path, "ties.csv")
    with folder.incoming(file, None, keep=False, replace=False):
        pass
    with pytest.raises(ValueError), folder.incoming(file, None, keep=True, replace=False):
        raise ValueError
    assert [entry.name for entry in folder.path.iterdir()] == ["office.toml"]


def test_a_kept_register_is_replaced_only_when_that_is_said(tmp_path: Path, folder: RegisterFolder) -> None:
    with folder.incoming(given(tmp_path, "Ties.csv"), None, keep=True, replace=False):
        pass
    newer = given(tmp_path, "ties.tsv", "友城\n神户\n")
    with (
        pytest.raises(InputError, match="kept already"),
        folder.incoming(newer, None, keep=True, replace=False),
    ):
        pass
    with folder.incoming(newer, None, keep=True, replace=True):
        assert (folder.path / "Ties.csv").is_file()
    assert [file.name for file in folder.standing("ties.csv")] == ["ties.tsv"]
    assert not mapping_file(folder.path / "Ties.csv").exists()
