"""How close a partner stands on a day, and what is known about contact with it."""

import datetime as dt

import pytest

from graph.circle import (
    Activity,
    CircleTie,
    CircleTieState,
    CircleTieStep,
    Ring,
    TieLine,
    activity,
    closest,
    standing,
    years_before,
)
from graph.model.durations import covered


def step(
    kind: str, stage: str, date: str = "", status: str = "done", known_by: dt.date | None = None
) -> CircleTieStep:
    last = dt.date.fromisoformat(date) if len(date) == 10 else None
    return CircleTieStep(
        id=f"{kind}/{stage}", kind=kind, step=stage, status=status, date=date, last=last, known_by=known_by
    )


def tie(*steps: CircleTieStep, kind: str = "sister_city", status: str = "signed") -> CircleTie:
    return CircleTie(
        id="tie-a--b", kind=kind, status=status, family="relation", home_party="a", partner="b", steps=steps
    )


WAY = tie(
    step("friendly_exchange_city", "target", "2004-01-01", "planned"),
    step("sister_city", "contact", "2005-01-01"),
    step("friendly_exchange_city", "signed", "2008-06-01"),
    step("sister_city", "intent", "2009-01-01"),
    step("sister_city", "signed", "2012-04-27"),
)


@pytest.mark.parametrize(
    ("day", "ring", "stage", "line"),
    [
        ("2004-01-01", Ring.CONTACT, "target", TieLine.INTENDED),
        ("2005-01-01", Ring.CONTACT, "contact", TieLine.CONTACT),
        ("2008-06-01", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        # A letter of intent for more does not lower the stage.
        ("2009-01-01", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        ("2012-04-26", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        ("2012-04-27", Ring.SISTER, "signed", TieLine.SIGNED),
    ],
)
def test_tie_stands_where_its_steps_have_brought_it(day: str, ring: Ring, stage: str, line: TieLine) -> None:
    found = standing(WAY, dt.date.fromisoformat(day))
    assert found is not None
    assert (found.ring, found.stage, found.line) == (ring, stage, line)


def test_tie_has_no_standing_before_its_first_step() -> None:
    assert standing(WAY, dt.date(2003, 12, 31)) is None


def test_undated_step_counts_from_the_day_of_its_source() -> None:
    undated = tie(step("friendly_exchange_city", "target", status="planned", known_by=dt.date(2020, 1, 22)))
    assert standing(undated, dt.date(2020, 1, 21)) is None
    found = standing(undated, dt.date(2020, 1, 22))
    assert found is not None
    assert (found.since, found.known_by) == ("", dt.date(2020, 1, 22))


def test_refuted_tie_has_no_standing() -> None:
    assert standing(tie(step("sister_city", "signed", "2012-01-01"), status="refuted"), dt.date.max) is None


def test_decision_applies_where_steps_are_set_aside() -> None:
    decided = tie(step("sister_city", "signed", "2013-01-01", "set_aside"), kind="friendly_contact")
    found = standing(decided, dt.date(2020, 1, 1))
    assert found is not None
    assert (found.kind, found.ring, found.line) == ("friendly_contact", Ring.CONTACT, TieLine.CONTACT)
    assert standing(decided, dt.date(2012, 12, 31)) is None


def test_closest_of_several_ties_counts() -> None:
    assert closest(
        [
            CircleTieState(tie="t1", kind="friendly_contact", stage="contact"),
            CircleTieState(tie="t2", kind="sister_port", stage="signed"),
        ]
    ) == CircleTieState(tie="t2", kind="sister_port", stage="signed")
    assert closest([]) is None


@pytest.mark.parametrize(
    ("line", "last", "complete", "expected"),
    [
        (TieLine.SIGNED, dt.date(2018, 1, 1), False, Activity.RECENT),
        (TieLine.SIGNED, dt.date(2017, 1, 22), False, Activity.UNKNOWN),
        (TieLine.SIGNED, dt.date(2017, 1, 22), True, Activity.SILENT),
        (TieLine.SIGNED, None, True, Activity.SILENT),
        (TieLine.SIGNED, None, False, Activity.UNKNOWN),  # not recorded is not the same as no contact
        (TieLine.INTENDED, dt.date(2019, 1, 1), True, Activity.INTENDED),
        (TieLine.CONTACT, None, False, Activity.UNKNOWN),
    ],
)
def test_no_contact_is_inferred_only_from_complete_records(
    line: TieLine, last: dt.date | None, complete: bool, expected: Activity
) -> None:
    assert activity(line, last, dt.date(2020, 1, 22), complete=complete) is expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], False),
        ([("2017-01-01", "2020-12-31")], True),
        ([("2017-01-01", "2018-12-31"), ("2019-01-01", "2020-12-31")], True),
        ([("2019-01-01", "2020-12-31"), ("2017-01-01", "2018-12-30")], False),
        ([("2017-06-01", "2020-12-31")], False),
        ([("2017-01-01", "2019-12-31")], False),
        ([("2016-01-01", "2019-06-30"), ("2016-02-01", "2016-03-01"), ("2019-06-01", "2020-01-22")], True),
    ],
)
def test_adjacent_declared_periods_cover_the_years(spans: list[tuple[str, str]], expected: bool) -> None:
    days = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in spans]
    assert covered(days, dt.date(2017, 1, 22), dt.date(2020, 1, 22)) is expected


def test_three_years_before_a_leap_day() -> None:
    assert years_before(dt.date(2020, 2, 29), 3) == dt.date(2017, 2, 28)
