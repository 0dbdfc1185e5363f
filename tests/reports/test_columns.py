"""Column widths that fit their content."""

from __future__ import annotations

import pytest

from reports.writers.column_widths import least_width, shares, upright, wished_width

HEADS = ("Day", "Partner", "Finding")
ROWS = (
    ("2020-07-14", "Zoetermeer", "15 years on the day, and no event is planned as far as recorded"),
    ("2020-11", "Trier", "short"),
)


def test_widths_fill_the_room_and_break_no_word() -> None:
    widths = shares(HEADS, ROWS, 40.0, around=1.0)
    assert sum(widths) == pytest.approx(40.0)
    for width, *texts in zip(widths, HEADS, *ROWS, strict=True):
        assert width >= max(least_width(text) for text in texts) + 1.0
    assert widths[2] == max(widths)


def test_wide_room_is_shared_according_to_content() -> None:
    widths = shares(HEADS, ROWS, 200.0, around=1.0)
    assert sum(widths) == pytest.approx(200.0)
    assert widths[0] < widths[2]


def test_all_columns_shrink_if_words_do_not_fit() -> None:
    widths = shares(HEADS, ROWS, 6.0, around=0.0)
    assert sum(widths) == pytest.approx(6.0)
    assert min(widths) > 0


def test_short_chinese_word_stays_whole_and_a_sentence_breaks_anywhere() -> None:
    assert least_width("待核实") == pytest.approx(3.0)
    assert least_width("港口结为友好港，城市无结好记录") == pytest.approx(1.0)
    assert least_width("[10][22]") == least_width("[10]")
    assert least_width("") == wished_width("") == 0.0


def test_headings_are_turned_if_they_do_not_fit_side_by_side() -> None:
    heads = ("Continent", *("environment and city building",) * 12)
    rows = (("Asia", *("?",) * 12),)
    assert upright(heads, rows, 50.0, around=0.8)
    assert not upright(heads, rows, 120.0, around=0.8)
