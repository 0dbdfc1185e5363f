"""Of two text columns, one in each language, a reader gets the one in the chosen language."""

from __future__ import annotations

import pytest

from graph.i18n import Bilingual
from queries.catalogue import AnswerColumn, ColumnType, in_language

COLUMNS = [
    AnswerColumn("issue", ColumnType.ID, Bilingual("the issue", "")),
    AnswerColumn("reason", ColumnType.TEXT, Bilingual("what is wrong", "")),
    AnswerColumn("party", ColumnType.ID, Bilingual("an id that has a name beside it", "")),
    AnswerColumn("reason_zh", ColumnType.TEXT, Bilingual("what is wrong, in Chinese", "")),
    AnswerColumn("party_zh", ColumnType.TEXT, Bilingual("its name", "")),
    AnswerColumn("name_en", ColumnType.TEXT, Bilingual("both names stay", "")),
    AnswerColumn("name_zh", ColumnType.TEXT, Bilingual("both names stay", "")),
]
ROWS = [
    ["1", "no date", "west", "不是日期", "西", "West", "西"],
    ["2", "no number", "west", None, None, None, None],
]


@pytest.mark.parametrize(
    ("lang", "names", "cells"),
    [
        ("en", ["issue", "reason", "party", "party_zh", "name_en", "name_zh"], ["no date", "no number"]),
        ("zh", ["issue", "party", "reason_zh", "party_zh", "name_en", "name_zh"], ["不是日期", "no number"]),
    ],
)
def test_one_of_two_columns_is_shown(lang: str, names: list[str], cells: list[str]) -> None:
    columns, rows = in_language(COLUMNS, ROWS, lang)
    assert [column.name for column in columns] == names
    place = next(number for number, name in enumerate(names) if name.startswith("reason"))
    assert [row[place] for row in rows] == cells
    assert all(len(row) == len(columns) for row in rows)


def test_empty_answer() -> None:
    assert in_language([], [], "zh") == ([], [])
