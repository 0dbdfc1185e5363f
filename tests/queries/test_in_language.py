"""Of two text columns, one in each language, a reader gets the one in the chosen language."""

from __future__ import annotations

import pytest

from queries.catalogue.collection import in_language
from queries.catalogue.query import AnswerColumn, ColumnType

COLUMNS = [
    AnswerColumn(name="issue", type=ColumnType.ID, meaning="the issue"),
    AnswerColumn(name="reason", type=ColumnType.TEXT, meaning="what is wrong"),
    AnswerColumn(name="party", type=ColumnType.ID, meaning="an id that has a name beside it"),
    AnswerColumn(name="reason_zh", type=ColumnType.TEXT, meaning="what is wrong, in Chinese"),
    AnswerColumn(name="party_zh", type=ColumnType.TEXT, meaning="its name"),
    AnswerColumn(name="name_en", type=ColumnType.TEXT, meaning="both names stay"),
    AnswerColumn(name="name_zh", type=ColumnType.TEXT, meaning="both names stay"),
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
