"""A template that was filled in loads as the same rows in the standard form do, in either language."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from graph.errors import FileUnreadable, UnknownName
from graph.i18n import LANGUAGES
from graph.model.vocabulary import VOCABULARIES
from graph.store import GraphStore
from ingest.read.files import open_documents
from ingest.read.office_folder import collect
from ingest.registers.intake import find_registers
from ingest.tables import TABLES, dataset_of, table_of
from ingest.tables.column_texts import (
    columns_by_label,
    has_label,
    label_of,
    word_label,
    word_labelled,
)
from ingest.tables.declaration import CellType, fold
from ingest.tables.template import GUIDE, template
from reports.wording.texts import load_texts
from reports.writers.template_workbook import write_template
from tests.ingest.office import TABLES as OFFICE
from tests.ingest.office import OfficeFolder, canonical, load_office
from tests.stores import wipe

in_languages = pytest.mark.parametrize("lang", LANGUAGES)
DAY = dt.date(2021, 3, 4)
Rows = Mapping[str, Sequence[dict[str, str]]]
#: Rows of the small office, with others that have words of vocabularies, truths and lists.
FILLED: Rows = {
    **OFFICE,
    "cities": [
        *({**row, "is_port_city": "true"} for row in OFFICE["cities"]),
        {
            "id": "外地",
            "name_zh": "外地",
            "country_iso2": "JP",
            "admin_level": "district",
            "is_port_city": "false",
            "source": "own",
            "locator": "2",
        },
    ],
    "organisations": [
        {
            "id": "friends",
            "name_en": "Friends of East",
            "name_zh": "",
            "place_id": "east",
            "kind": "friendship_association",
            "source": "own",
            "locator": "5",
        }
    ],
    "events": [
        {
            "id": "e1",
            "kind": "trade_fair",
            "name_en": "Fair",
            "date_start": "2019-09",
            "place": "home; east",
            "status": "planned",
            "source": "press",
            "locator": "p2",
        }
    ],
    "tie_steps": [
        {
            "from_id": "home",
            "to_id": "west",
            "procedure": "generic",
            "kind": "sister_city",
            "step": "contact",
            "track": "both",
            "status": "done",
            "mode": "by_post",
            "date": "2020-02",
            "source": "own",
            "locator": "6",
        }
    ],
}


def in_words(table: str, row: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return a row with labels for the names of its columns and for the words in it."""
    found = {}
    for column in TABLES[table].columns:
        cell = row.get(column.name, "")
        if cell and column.vocabulary:
            cell = word_label(column.vocabulary, cell, lang)
        elif cell and column.cell is CellType.TRUTH:
            cell = {"true": {"zh": "是", "en": "yes"}, "false": {"zh": "否", "en": "no"}}[cell][lang]
        found[label_of(column, lang)] = cell
    return found


def book(lang: str, *names: str) -> openpyxl.Workbook:
    """Return an empty template."""
    data = write_template(template(lang, names), load_texts(lang), DAY)
    return openpyxl.load_workbook(io.BytesIO(data))


def fill(lang: str, tables: Rows) -> openpyxl.Workbook:
    """Return the template of all tables, filled in as a person would."""
    filled = book(lang, "sources", *(name for name, table in TABLES.items() if table.templated))
    for name, rows in tables.items():
        sheet = filled[TABLES[name].label.text(lang)]
        heads = [str(cell.value) for cell in sheet[1]]
        for number, row in enumerate(rows, start=2):
            cells = in_words(name, row, lang)
            for place, head in enumerate(heads, start=1):
                if cells[head]:
                    sheet.cell(number, place, cells[head])
    return filled


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    """The rows in the standard form."""
    return OfficeFolder(tmp_path_factory.mktemp("standard"), FILLED)


@in_languages
def test_filled_template_and_labelled_csv_give_the_graph_of_the_standard_form(
    lang: str, empty_store: GraphStore, standard: OfficeFolder, tmp_path: Path
) -> None:
    report = load_office(empty_store, standard.path)
    assert [issue.reason for issue in report.issues if issue.level == "error"] == []
    assert (report.refused, report.nodes["Visit"].created) == (0, 2)
    wanted = canonical(empty_store)
    wipe(empty_store)

    workbooks = OfficeFolder(tmp_path / "workbook", {})
    fill(lang, FILLED).save(workbooks.path / "filled.xlsx")
    report = load_office(empty_store, workbooks.path)
    assert [issue.reason for issue in report.issues if issue.level == "error"] == []
    assert canonical(empty_store) == wanted
    wipe(empty_store)

    labelled = OfficeFolder(tmp_path / "csv", {})
    for name, rows in FILLED.items():
        labels = [in_words(name, row, lang) for row in rows]
        heads = [head for head in labels[0] if any(row[head] for row in labels)]
        needed = [label_of(entry, lang) for entry in TABLES[name].columns if not entry.optional]
        with (labelled.path / f"{TABLES[name].label.text(lang)}.csv").open(
            "w", encoding="utf-8", newline=""
        ) as file:
            writer = csv.DictWriter(file, dict.fromkeys([*needed, *heads]), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(labels)
    report = load_office(empty_store, labelled.path)
    assert [issue.reason for issue in report.issues] == []
    assert canonical(empty_store) == wanted


@in_languages
def test_every_head_of_the_template_is_the_label_of_one_column_and_all_needed_ones_are_there(
    lang: str,
) -> None:
    for sheet in template(lang, [name for name, table in TABLES.items() if table.templated]):
        table = table_of(dataset_of(sheet.title))
        assert table is not None
        heads = [column.head for column in sheet.columns]
        named = [columns_by_label(table)[fold(head)] for head in heads]
        assert len({*heads}) == len({*named}) == len(heads)
        assert {column.name for column in table.columns if not column.optional} <= set(named)
        other = {column.name for column in table.columns if not has_label(column)}
        assert all(head.casefold().replace(" ", "_") not in other for head in heads)


def test_no_label_is_the_name_of_another_column_or_table() -> None:
    for table in TABLES.values():
        for label, name in columns_by_label(table).items():
            assert label.replace(" ", "_") not in {entry.name for entry in table.columns} - {name}
        for lang in LANGUAGES:
            assert dataset_of(table.label.text(lang)) == table.name
            assert dataset_of(f"{table.label.text(lang)}_2023") == f"{table.name}_2023"


def test_every_word_is_found_by_its_label() -> None:
    used = {entry.vocabulary for table in TABLES.values() for entry in table.columns if entry.vocabulary}
    for name in used:
        for word in VOCABULARIES[name].words:
            assert [word_labelled(word_label(name, word, lang), name) for lang in LANGUAGES] == [word] * 2


@in_languages
def test_drop_downs_offer_the_words_in_order_and_dates_are_text(lang: str) -> None:
    opened = book(lang, "visits")
    sheet = opened[TABLES["visits"].label.text(lang)]
    heads = {str(cell.value): cell for cell in sheet[1] if isinstance(cell, Cell)}
    letter = heads[label_of(TABLES["visits"].columns[1], lang)].column_letter
    rule = next(
        rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in str(rule.sqref).split(":")
    )
    name, cells = str(rule.formula1).rsplit("!", 1)
    words = opened[name.strip("'")]
    assert words.sheet_state == "hidden"
    offered = [row[0].value for row in words[cells.replace("$", "")]]
    assert offered == [word_label("direction", word, lang) for word in VOCABULARIES["direction"].words]
    assert all(sheet.column_dimensions[cell.column_letter].number_format == "@" for cell in heads.values())
    assert all(cell.comment is not None for cell in heads.values())


@in_languages
def test_blank_sheets_and_the_explanation_are_passed_over_and_said(lang: str, tmp_path: Path) -> None:
    filled = fill(lang, {"cities": OFFICE["cities"]})
    filled.save(tmp_path / "t.xlsx")
    (entry,) = collect([tmp_path / "t.xlsx"])
    assert (entry.document.dataset, entry.table) == ("cities", TABLES["cities"])
    (issue,) = entry.issues
    assert issue.code == "passed_over"
    assert TABLES["visits"].label.text(lang) in issue.reason
    assert GUIDE.text(lang) not in issue.reason


def test_a_head_of_no_template_is_refused_or_kept_as_before(tmp_path: Path) -> None:
    file = tmp_path / "来访出访.csv"
    file.write_text("方向,开始,来自,前往,团长级别,团组名称\n", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="lacks the column date_start"):
        collect([file])
    file.write_text("编号,方向,开始日期,来自,前往,团长级别,团组名称,车辆\n1,来访,,,,,x,2\n", encoding="utf-8")
    (entry,) = collect([file])
    assert entry.document.header[-2:] == ("delegation_title_zh", "车辆")


def test_accepting_registers_leaves_templates_alone(tmp_path: Path) -> None:
    fill("zh", OFFICE).save(tmp_path / "填好的模板.xlsx")
    assert find_registers([tmp_path / "填好的模板.xlsx"], accept=True) == ([], set())
    register = tmp_path / "来访出访.csv"
    register.write_text("来访日期,国家,城市,团组,人数\n2019-05-28,法国,尼斯,代表团,8\n", encoding="utf-8")
    assert find_registers([register], accept=True)[1] == {register}


def test_same_content_gives_the_same_file_and_unknown_tables_are_refused() -> None:
    first, second = (write_template(template("zh"), load_texts("zh"), DAY) for _ in range(2))
    assert first == second
    with pytest.raises(UnknownName, match="no table is called 'decisions'"):
        template("zh", ["decisions"])
    assert [sheet.title for sheet in template("en", ["结好关系", "visits", "Ties"])] == ["Ties", "Visits"]


def test_without_sources_no_row_has_to_name_one(tmp_path: Path) -> None:
    book("zh", "cities").save(tmp_path / "地方.xlsx")
    heads = {document.dataset: document.header for document in open_documents(tmp_path / "地方.xlsx")}
    assert "出处" not in heads["cities"]
    assert "编号" in heads["cities"]
