"""How close a partner stands on a day, and what is known about contact with it."""

import datetime as dt

import pytest

from graph.circle import (
    Activity,
    CircleTieState,
    Ring,
    TieLine,
    activity,
    circle,
    closest,
    years_before,
)
from graph.facts.as_of import AsOf
from graph.facts.happenings import happenings
from graph.facts.link_facts import CompleteList, Contact, Decision, LinkFacts, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.tie_progress import tie_progress, undated_progress
from graph.facts.world import Partner, Party, World
from graph.model.durations import covered
from graph.naming.profile import load_naming
from graph.strength.bands import contact_record
from graph.strength.config import default_config, load_config
from graph.strength.contacts import count_contacts
from graph.world_on_date import WorldOnDate

EARLY = dt.date(1990, 1, 1)


def said(
    name: str, source: str = "register", known: dt.date = EARLY, published: str | None = None
) -> Statement:
    return Statement(name, source, "A", known_on=known, published=published)


def row(
    kind: str,
    status: str,
    as_of: str = "",
    *,
    status_date: str = "",
    source: str = "register",
    known: dt.date = EARLY,
    published: str | None = None,
    **steps: str,
) -> TieStatement:
    """Return one row about a tie; ``steps`` are stages with their dates."""
    name = f"{kind} {status} {as_of} {source} {sorted(steps.items())}"
    taken = dict(steps)
    if status in ("signed", "target", "intent", "contact"):
        taken.setdefault(status, "")
    return TieStatement(
        statement=said(name, source, known, published),
        kind=kind,
        status=status,
        steps=taken,
        said=as_of,
        status_date=status_date,
    )


def tie(
    *rows: TieStatement, decisions: tuple[Decision, ...] = (), lists: tuple[CompleteList, ...] = ()
) -> Tie:
    return Tie("tie-a--b", "relation", rows, decisions=decisions, parties=("a", "b"), lists=lists)


def on(day: str, known: str = "") -> AsOf:
    return AsOf(dt.date.fromisoformat(day), dt.date.fromisoformat(known) if known else None)


def world(found: Tie, *contacts: Contact) -> World:
    home = Party(id="a", label="City", country="CN", continent="AS")
    partner = Party(id="b", label="City", country="FR", continent="EU")
    facts = LinkFacts(partner="b", ties=(found,), contacts=contacts)
    return World(
        home=home,
        partners={"b": Partner(partner, True, facts)},
        parties={"a": home, "b": partner},
        own=frozenset({"a"}),
        ties={"b": (found,)},
    )


def standing(found: Tie, as_of: AsOf, *contacts: Contact) -> CircleTieState | None:
    (partner,) = circle(
        WorldOnDate(world(found, *contacts), load_config(), as_of), load_naming("cn")
    ).partners
    return partner.standing


WAY = tie(
    row("friendly_exchange_city", "target", "2004-01-01"),
    row("sister_city", "contact", contact="2005-01-01"),
    row("friendly_exchange_city", "signed", signed="2008-06-01"),
    row("sister_city", "intent", intent="2009-01-01"),
    row("sister_city", "signed", signed="2012-04-27"),
)


@pytest.mark.parametrize(
    ("day", "ring", "stage", "line"),
    [
        ("2004-01-01", Ring.CONTACT, "target", TieLine.INTENDED),
        ("2008-06-01", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        # A letter of intent for more does not lower the stage.
        ("2009-01-01", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        ("2012-04-26", Ring.EXCHANGE, "signed", TieLine.SIGNED),
        ("2012-04-27", Ring.SISTER, "signed", TieLine.SIGNED),
    ],
)
def test_tie_stands_where_its_steps_have_brought_it(day: str, ring: Ring, stage: str, line: TieLine) -> None:
    found = standing(WAY, on(day))
    assert found is not None
    assert (found.ring, found.stage, found.line) == (ring, stage, line)


def test_progress_tells_both_what_is_signed_and_what_lies_ahead() -> None:
    progress = tie_progress(WAY, on("2009-01-01"))
    assert progress is not None and progress.signed is not None and progress.ahead is not None
    assert (progress.signed.kind, progress.ahead.kind) == ("friendly_exchange_city", "sister_city")
    assert (progress.reached.stage, progress.stage, progress.open) == ("signed", "intent", True)


def test_tie_has_no_standing_before_its_first_step() -> None:
    assert standing(WAY, on("2003-12-31")) is None


def test_undated_step_counts_from_the_day_of_its_source() -> None:
    undated = tie(row("friendly_exchange_city", "target", "2020-01-22"))
    assert standing(undated, on("2020-01-21")) is None
    found = standing(undated, on("2020-01-22"))
    assert found is not None
    assert (found.since, found.known_by) == ("", dt.date(2020, 1, 22))


def test_step_that_nothing_dates_counts_from_the_publication_of_its_source() -> None:
    published = tie(row("sister_city", "signed", published="2019-05"))
    assert standing(published, on("2019-05-30")) is None
    found = standing(published, on("2019-05-31"))
    assert found is not None
    assert (found.ring, found.known_by, found.undated) == (Ring.SISTER, dt.date(2019, 5, 31), False)


@pytest.mark.parametrize("day", ["1950-01-01", "2030-01-01"])
@pytest.mark.parametrize("status", ["signed", "target", "contact"])
def test_step_of_an_unknown_time_is_shown_apart(status: str, day: str) -> None:
    found = standing(tie(row("sister_city", status, published="")), on(day))
    assert found is not None and found.undated
    assert (found.ring, found.line, found.in_force) == (Ring.CONTACT, TieLine.CONTACT, False)
    assert (found.since, found.known_by) == ("", None)


def test_step_of_an_unknown_time_is_told_beside_what_has_a_date() -> None:
    both = tie(row("sister_city", "intent", intent="2010-01-01"), row("sister_city", "signed", published=""))
    found = circle(WorldOnDate(world(both), load_config(), on("2020-01-01")), load_naming("cn"))
    (partner,) = found.partners
    assert [(one.stage, one.undated) for one in partner.standings] == [("intent", False), ("signed", True)]
    assert partner.standing is not None and partner.standing.stage == "intent"


@pytest.mark.parametrize(
    "rows",
    [
        (row("sister_city", "signed", signed="2010-01-01"), row("sister_city", "intent", published="")),
        (row("sister_city", "signed", "2010-01-01"), row("sister_city", "signed", published="")),
    ],
)
def test_nothing_is_shown_apart_once_the_tie_is_known_to_be_as_far(rows: tuple[TieStatement, ...]) -> None:
    assert undated_progress(tie(*rows), on("2020-01-01")) is None


def test_what_was_not_known_or_is_refuted_is_not_shown_apart() -> None:
    unknown = tie(row("sister_city", "signed", published="", known=dt.date(2015, 1, 1)))
    assert undated_progress(unknown, on("2020-01-01", "2014-12-31")) is None
    refuted = tie(
        row("sister_city", "signed", published=""),
        decisions=(Decision("status", "refuted", dt.date(2015, 1, 1)),),
    )
    assert undated_progress(refuted, on("2020-01-01")) is None


def test_refuted_tie_has_no_standing() -> None:
    decided = (Decision("status", "refuted", dt.date(2015, 1, 1)),)
    refuted = tie(row("sister_city", "signed", signed="2012-01-01"), decisions=decided)
    naming = load_naming("cn")
    everything = WorldOnDate(world(refuted), load_config(), on("2020-01-01"))
    assert circle(everything, naming).partners == ()
    before = standing(refuted, on("2014-01-01", "2014-12-31"))
    assert before is not None and before.ring is Ring.SISTER, "the decision was not known then"


def test_kind_that_a_decision_sets_aside_proves_contact_only() -> None:
    decided = tie(
        row("sister_city", "signed", signed="2013-01-01"),
        decisions=(Decision("kind", "friendly_contact", dt.date(2019, 1, 1)),),
    )
    found = standing(decided, on("2020-01-01"))
    assert found is not None
    assert (found.kind, found.ring, found.line) == ("friendly_contact", Ring.CONTACT, TieLine.CONTACT)
    assert standing(decided, on("2012-12-31")) is None


# --- ends ---------------------------------------------------------------------------------------------------

TOLD_LATER = row("sister_city", "terminated", "2024", status_date="2010-05-05")
SIGNED_1994 = row("sister_city", "signed", signed="1994-06-06")


@pytest.mark.parametrize(
    ("rows", "day", "force", "remark"),
    [
        ((row("sister_city", "terminated", "2022-03-03"),), "2021-01-01", True, ""),
        ((row("sister_city", "terminated", "2022-03-03"),), "2022-03-02", True, ""),
        ((row("sister_city", "terminated", "2022-03-03"),), "2023-01-01", False, "terminated"),
        # The day of the end itself, told later.
        ((row("sister_city", "terminated", "2024", status_date="2010-05-05"),), "2010-05-04", True, ""),
        (
            (row("sister_city", "terminated", "2024", status_date="2010-05-05"),),
            "2010-05-05",
            False,
            "terminated",
        ),
        # A tie called dormant in 2019 was not dormant in 2005; a dormant tie stays in force.
        ((row("sister_city", "dormant", "2019-05-01"),), "2005-01-01", True, ""),
        ((row("sister_city", "dormant", "2019-05-01"),), "2019-05-01", True, "dormant"),
        # What has ended is not brought back by a source that calls it dormant, or by a new contact.
        ((TOLD_LATER, row("sister_city", "dormant", "2015-01-01")), "2016-01-01", False, "terminated"),
        (
            (TOLD_LATER, row("sister_city", "contact", contact="2015-01-01")),
            "2016-01-01",
            False,
            "terminated",
        ),
        ((TOLD_LATER, row("sister_city", "signed", signed="2015-01-01")), "2016-01-01", True, ""),
        # Suspended and resumed.
        ((row("sister_city", "suspended", status_date="2015-01-01"),), "2016-01-01", False, "suspended"),
        (
            (
                row("sister_city", "suspended", status_date="2015-01-01"),
                row("sister_city", "resumed", status_date="2018-01-01"),
            ),
            "2016-01-01",
            False,
            "suspended",
        ),
        (
            (
                row("sister_city", "suspended", status_date="2015-01-01"),
                row("sister_city", "resumed", status_date="2018-01-01"),
            ),
            "2018-01-01",
            True,
            "",
        ),
    ],
)
def test_end_is_a_dated_step(rows: tuple[TieStatement, ...], day: str, force: bool, remark: str) -> None:
    ended = tie(SIGNED_1994, *rows)
    progress = tie_progress(ended, on(day))
    assert progress is not None
    assert (progress.in_force, progress.ended) == (force, remark)
    found = standing(ended, on(day))
    assert found is not None
    assert (found.ring, found.remark) == (Ring.SISTER if force else Ring.CONTACT, remark)


def test_end_not_known_yet_changes_nothing() -> None:
    ended = tie(SIGNED_1994, row("sister_city", "terminated", "2022-03-03", known=dt.date(2023, 1, 1)))
    found = standing(ended, on("2022-12-31", "2022-12-31"))
    assert found is not None and found.in_force


# --- a list declared complete -------------------------------------------------------------------------------

LIST = CompleteList(
    kind="sister_city",
    first=dt.date(1983, 1, 1),
    last=dt.date(2015, 8, 11),
    sources=frozenset({"list"}),
    statements=(said("complete", "list", dt.date(2015, 8, 11)),),
)


def test_claim_that_a_complete_list_leaves_out_is_only_a_claim() -> None:
    claim = tie(row("sister_city", "signed", "2012-04-26", source="newspaper"), lists=(LIST,))
    found = standing(claim, on("2020-01-22"))
    assert found is not None
    assert (found.ring, found.off_list, found.stage) == (Ring.CONTACT, True, "contact")
    before = standing(claim, on("2014-01-01", "2014-01-01"))
    assert before is not None and before.ring is Ring.SISTER, "the list was not known yet"


@pytest.mark.parametrize(
    "rows",
    [
        # on the list
        (
            row("sister_city", "signed", signed="2012-04-27", source="newspaper"),
            row("sister_city", "signed", "2015-08-11", source="list", signed="2012-04-27"),
        ),
        # after the time for which the list is complete, or not wholly inside
        (row("sister_city", "signed", signed="2016-01-01", source="newspaper"),),
        (row("sister_city", "signed", signed="2015", source="newspaper"),),
        # of another kind
        (row("friendly_exchange_city", "signed", signed="2012-01-01", source="newspaper"),),
    ],
)
def test_complete_list_says_nothing_of_other_ties(rows: tuple[TieStatement, ...]) -> None:
    found = standing(tie(*rows, lists=(LIST,)), on("2020-01-22"))
    assert found is not None and not found.off_list and found.stage == "signed"


# --- contacts -----------------------------------------------------------------------------------------------


def visit(name: str, start: str, status: str = "held", main: str = "") -> Contact:
    return Contact(
        id=name,
        what="visit",
        main=main or name,
        kind="inbound",
        start=start,
        status=status,
        statements=(said(name),),
    )


def test_last_contact_is_the_newest_visit_or_event_held_as_its_source_dates_it() -> None:
    contacts = [visit("a", "2018-05-01"), visit("b", "2019-12"), visit("c", "2019"), visit("d", "2019-10-20")]
    assert [entry.start for entry in happenings(contacts, on("2020-01-22"))] == [
        "2018-05-01",
        "2019",
        "2019-10-20",
        "2019-12",
    ]
    assert happenings(contacts, on("2019-12-30"))[-1].start == "2019-10-20", "the month is not over"
    planned = happenings([visit("p", "2019-01-01", "planned")], on("2020-01-22"))
    assert planned == ()


def test_rows_of_one_happening_count_once() -> None:
    (entry,) = happenings([visit("a", "2019"), visit("b", "2019-05-02", main="a")], on("2020-01-22"))
    assert (entry.id, entry.start, [one.id for one in entry.rows]) == ("a", "2019-05-02", ["a", "b"])


def test_closest_of_several_ties_counts() -> None:
    assert closest(
        [
            CircleTieState(tie="t1", kind="friendly_contact", stage="contact"),
            CircleTieState(tie="t2", kind="sister_port", stage="signed"),
        ]
    ) == CircleTieState(tie="t2", kind="sister_port", stage="signed")
    ended = CircleTieState(tie="t0", kind="sister_city", stage="signed", remark="terminated")
    assert closest([ended, CircleTieState(tie="t1", kind="contact", stage="contact")]) != ended
    assert closest([]) is None


@pytest.mark.parametrize(
    ("line", "last", "complete", "expected"),
    [
        (TieLine.SIGNED, "2018-01-01", False, Activity.RECENT),
        (TieLine.SIGNED, "2017-01-20", False, Activity.LAPSED),
        (TieLine.SIGNED, "2017-01-20", True, Activity.SILENT),
        (TieLine.SIGNED, "", True, Activity.SILENT),
        (TieLine.SIGNED, "", False, Activity.NEVER),  # not recorded is not the same as no contact
        (TieLine.INTENDED, "2019-01-01", True, Activity.INTENDED),
        (TieLine.CONTACT, "", False, Activity.NEVER),
    ],
)
def test_no_contact_is_inferred_only_from_complete_records(
    line: TieLine, last: str, complete: bool, expected: Activity
) -> None:
    as_of, config = on("2020-01-22"), default_config()
    held, _, _ = count_contacts([visit("a", last)] if last else [], config, as_of, [])
    assert activity(line, contact_record(held, config, as_of.valid_on), complete=complete) is expected


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
