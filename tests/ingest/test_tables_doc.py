"""The pages on input tables match the declarations and explain everything in them."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.errors import UnknownName
from ingest.tables import TABLES
from ingest.tables.column_texts import SHARED_LABELS, SHARED_MEANINGS, has_label, meaning_of
from ingest.tables.document import PAGES, document
from tests.stores import ROOT


@pytest.mark.parametrize("lang", PAGES)
def test_pages_are_up_to_date(lang: str) -> None:
    assert (ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8") == document(lang), "run 'make docs'"


def test_every_table_and_column_says_what_it_means_once() -> None:
    assert all(all(table.means) for table in TABLES.values())
    columns = [column for table in TABLES.values() for column in table.columns]
    names = Counter(column.name for column in columns)
    for column in columns:
        assert all(meaning_of(column, lang) for lang in PAGES), column.name
        assert bool(column.means[0]) == bool(column.means[1]) and bool(column.label[0]) == bool(
            column.label[1]
        )
    assert {name for name in SHARED_MEANINGS if names[name] < 2} == set(), (
        "a column of one table says it itself"
    )


def test_every_column_that_is_used_has_a_label() -> None:
    of_decisions = {"fact", "property", "file"}
    without = {column.name for table in TABLES.values() for column in table.columns if not has_label(column)}
    assert without - of_decisions == {
        "date_precision",
        "coord_source",
        "code_source",
        "rows_citing",
        "named_in_notes",
    }, "what is for people only, or kept and not used"
    assert set(SHARED_LABELS) <= set(SHARED_MEANINGS)


def test_cells_do_not_break_the_tables() -> None:
    for lang in PAGES:
        rows = [line for line in document(lang).splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows} == {5}


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="no language fr"):
        document("fr")
