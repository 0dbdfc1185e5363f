"""Resolution of several statements into one fact; contradictions are kept."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.partial_date import PartialDate, finest
from graph.model.vocabulary import STAGES, TIE_KINDS
from ingest.load.resolve import StatementValues, resolve


def said(number: int, *, grade: str = "C", published: str = "", **values: object) -> StatementValues:
    """Return the values of a statement about a tie."""
    return StatementValues(
        statement=f"s:{number}", source=f"source-{number}", grade=grade, published=published, values=values
    )


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2019", "2019-05-28", "2019-05"], "2019-05-28"),
        (["2011", "1999-09-28"], "1999-09-28"),
        (["2008", "2009-01-04"], "2009-01-04"),
        (["2019-05", "2019-06", "2019-06"], "2019-06"),
        (["2019-06", "2019-05"], "2019-06"),
        ([], None),
    ],
)
def test_finest_date_then_most_agreement_then_first(dates: list[str], expected: str | None) -> None:
    assert finest(dates) == expected


def test_property_precedence_is_grade_then_publication_date_then_source_id() -> None:
    entries = [
        said(1, grade="B", published="2020", name_en="b"),
        said(2, grade="A", published="2001", name_en="old"),
        said(3, grade="A", published="2019-02", name_en="new"),
    ]
    assert resolve("City", entries, {}).values == {"name_en": "new"}
    entries = [said(2, grade="A", name_en="two"), said(1, grade="A", name_en="one")]
    assert resolve("City", entries, {}).values == {"name_en": "one"}


def test_status_is_the_furthest_step_whatever_the_grade() -> None:
    entries = [
        said(1, grade="A", kind="friendly_exchange_city", status="target", said="2020"),
        said(2, grade="D", kind="sister_city", status="signed", signed="2023-09", said="2023"),
    ]
    values = resolve("Tie", entries, {}).values
    assert (values["kind"], values["status"], values["signed"], values["decided_by"]) == (
        "sister_city",
        "signed",
        "2023-09",
        "furthest_step",
    )


def test_strongest_signed_kind_names_the_tie() -> None:
    entries = [
        said(1, kind="sister_city", status="signed", signed="2012"),
        said(2, kind="friendly_exchange_city", status="signed", signed="2008"),
    ]
    values = resolve("Tie", entries, {}).values
    assert (values["kind"], values["signed"]) == ("sister_city", "2012")
    assert resolve("Tie", entries, {}).contradictions == []


def test_later_end_closes_the_tie_and_a_decision_takes_precedence() -> None:
    entries = [
        said(1, kind="sister_city", status="signed", signed="1990", said="2012"),
        said(2, kind="sister_city", status="dormant", said="2023"),
    ]
    resolved = resolve("Tie", entries, {})
    assert resolved.values["status"] == "dormant"
    assert resolved.contradictions == [], "a later state never contradicts an earlier one"
    lasting = [said(1, kind="sister_city", status="signed", signed="1990", said="2024"), entries[1]]
    contradictions = resolve("Tie", lasting, {}).contradictions
    assert [(entry.first, entry.second, entry.property) for entry in contradictions] == [
        ("s:1", "s:2", "status")
    ]
    earlier = [entries[0], said(2, kind="sister_city", status="dormant", said="2005")]
    assert resolve("Tie", earlier, {}).values["status"] == "signed"
    decided = resolve("Tie", entries, {"status": "refuted"}).values
    assert decided["status"] == "refuted" and decided["decided_by"] == "decision" and "signed" not in decided


def test_decided_kind_sets_aside_steps_of_other_kinds() -> None:
    entries = [said(1, kind="sister_city", step="signed", status="done", date="2013")]
    assert resolve("TieStep", entries, {"kind": "friendly_contact"}).values["status"] == "set_aside"
    assert resolve("TieStep", entries, {"kind": "sister_city"}).values["status"] == "done"


def test_only_exclusive_values_are_contradictions() -> None:
    entries = [
        said(1, step="signed", date="2001-05"),
        said(2, step="signed", date="2001-05-28"),
        said(3, step="signed", date="2002"),
    ]
    found = {(entry.first, entry.second) for entry in resolve("TieStep", entries, {}).contradictions}
    assert found == {("s:1", "s:3"), ("s:2", "s:3")}


dates = st.one_of(
    st.integers(1980, 2024).map(str),
    st.tuples(st.integers(1980, 2024), st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02d}"),
    st.dates().filter(lambda day: 1980 <= day.year <= 2024).map(lambda day: day.isoformat()),
)
tie_rows = st.fixed_dictionaries(
    {"kind": st.sampled_from(TIE_KINDS), "status": st.sampled_from([*STAGES, "dormant", "terminated"])},
    optional={"signed": dates, "said": dates},
)


@given(st.lists(st.tuples(tie_rows, st.sampled_from("ABCDE"), dates), min_size=1, max_size=8), st.integers())
def test_order_of_statements_does_not_matter(rows: list[tuple[dict[str, str], str, str]], seed: int) -> None:
    entries = [
        StatementValues(
            statement=f"s:{number}",
            source=f"source-{number}",
            grade=grade,
            published=published,
            values=values,
        )
        for number, (values, grade, published) in enumerate(rows)
    ]
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)
    one, other = resolve("Tie", entries, {}), resolve("Tie", shuffled, {})
    assert one == other
    assert one.values["kind"] in TIE_KINDS
    furthest = max((STAGES.index(row["status"]) for row, _, _ in rows if row["status"] in STAGES), default=-1)
    if one.values["status"] in STAGES:
        assert STAGES.index(one.values["status"]) == furthest


@given(st.lists(dates, min_size=1))
def test_finest_date_is_given_and_none_is_finer(given_dates: list[str]) -> None:
    best = finest(given_dates)
    assert best in given_dates
    assert len(str(best)) == max(len(text) for text in given_dates)


@given(dates)
def test_partial_date_spans_its_possible_days(text: str) -> None:
    date = PartialDate.parse(text)
    assert date.first <= date.last
    assert date.first.isoformat().startswith(text) and date.last.isoformat().startswith(text)
    assert (date.first == date.last) == (date.precision == "day")
