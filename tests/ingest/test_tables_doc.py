"""The pages of the input tables say what the declarations say, and nothing in them is left unexplained."""

from __future__ import annotations

import pytest

from graph.errors import UnknownName
from ingest.tables import TABLES
from ingest.tables.document import PAGES, document
from ingest.tables.meanings import COLUMN_MEANINGS, TABLE_MEANINGS
from tests.stores import ROOT


@pytest.mark.parametrize("lang", PAGES)
def test_the_pages_are_up_to_date(lang: str) -> None:
    assert (ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8") == document(lang), "run 'make docs'"


def test_every_table_and_column_has_a_meaning_and_none_is_left_over() -> None:
    assert set(TABLE_MEANINGS) == set(TABLES)
    columns = {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    said = {(table, column) for table, column in columns if f"{table}.{column}" in COLUMN_MEANINGS}
    general = {column for table, column in columns - said}
    assert set(COLUMN_MEANINGS) == {f"{table}.{column}" for table, column in said} | general
    assert all(
        english and chinese for english, chinese in (*TABLE_MEANINGS.values(), *COLUMN_MEANINGS.values())
    )


def test_cells_do_not_break_the_tables() -> None:
    for lang in PAGES:
        rows = [line for line in document(lang).splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows} == {5}


def test_another_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="no language fr"):
        document("fr")
