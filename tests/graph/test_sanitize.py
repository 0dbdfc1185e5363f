"""Text from the graph is never interpreted."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sanitize import csv_bytes, csv_cell, html_text, one_line, printable, safe_url


@given(st.text(max_size=3000))
def test_plain_text_is_one_short_line_without_turns_of_direction(text: str) -> None:
    line = one_line(text, 100)
    assert len(line) <= 100
    assert not set(line) & {"\n", "\r", "\t", "\x00", "\u202e", "\u2066", "\u200f", "\u2028"}


@given(st.text(max_size=200))
def test_escaped_text_opens_no_tag(text: str) -> None:
    assert not set(html_text(text)) & set("<>\"'")


def test_longer_text_loses_only_what_turns_it() -> None:
    assert printable("a\u202eb\u2069c\u200f\n d ‑ 长") == "abc\n d ‑ 长"


def test_long_and_turned_names() -> None:
    assert one_line("x" * 10_000) == "x" * 399 + "…"
    assert one_line("a\u202eb\u2069c") == "abc"
    assert one_line(None) == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "-A1", "@SUM(A1)", "\tx", "\r=1", " =1", "\n=1"])
def test_what_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert csv_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-1", "-6.0", "-123456.789"])
def test_a_number_below_nothing_stays_a_number(cell: str) -> None:
    assert csv_cell(cell) == cell


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00")),
            min_size=2,
            max_size=2,
        )
    )
)
def test_csv_table_round_trips_and_has_no_formula(rows: list[list[str]]) -> None:
    body = csv_bytes(["id", "name"], rows)
    found = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert found[0] == ["id", "name"]
    assert found[1:] == [[csv_cell(cell) for cell in row] for row in rows]
    assert not any(cell.lstrip(" ").startswith(("=", "+", "@", "\t")) for row in found for cell in row)
    assert not any(
        cell.lstrip(" ").startswith("-") and not cell[1:].replace(".", "", 1).isdecimal()
        for row in found
        for cell in row
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://example.org/ onclick=1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert bool(safe_url(url)) is kept
