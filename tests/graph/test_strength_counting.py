"""Obligations of the counting rules on random links, and each rule on a small link counted by hand."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.facts.as_of import AsOf
from graph.facts.home_side import is_above, is_sent_from_above
from graph.facts.link_facts import (
    Channel,
    CompleteList,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Tie,
    TieStatement,
)
from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate
from graph.strength.bands import SignedForm, StrengthBand
from graph.strength.calibration import calibrate
from graph.strength.columns.strength_table import StrengthTable
from graph.strength.comparison import set_aside_first_named
from graph.strength.contacts import doubles_of, likely_doubles
from graph.strength.counting import CountedFacts, count_facts
from graph.strength.ledger import ledger
from graph.strength.score import score, total
from tests.graph.strength_ties import CONFIG, DAYS, links

MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
CLOSE = 1e-9
DAY = dt.date(2020, 1, 22)
LATER = dt.date(2031, 12, 31)


def word(name: str, known_on: dt.date = dt.date(2000, 1, 1), **more: str) -> Statement:
    return Statement(f"s-{name}", name, "A", known_on=known_on, **more)


def visit(name: str, start: str, **changed: object) -> Contact:
    contact = Contact(
        id=name, what="visit", main=name, kind="inbound", level="mayor", start=start, statements=(word(name),)
    )
    return replace(contact, **changed)


def event(name: str, start: str, **changed: object) -> Contact:
    contact = Contact(
        id=name, what="event", main=name, kind="donation", start=start, statements=(word(name),)
    )
    return replace(contact, **changed)


def signed(day: str, source: str = "list", **changed: object) -> TieStatement:
    told = TieStatement(
        statement=word(source), kind="sister_city", status="signed", steps={"signed": day}, said="2019-06-01"
    )
    return replace(told, **changed)


def link(*contacts: Contact, **more: object) -> LinkFacts:
    return LinkFacts(partner="p", contacts=contacts, **more)


def counted(facts: LinkFacts, day: dt.date = DAY, known: dt.date | None = None) -> CountedFacts:
    return count_facts(facts, CONFIG, AsOf(day, known))


def activity(*weights: float) -> float:
    return 1 - math.exp(-sum(weights) / 0.5)


# --- obligations --------------------------------------------------------------------------------------------


def loaded_on(facts: LinkFacts, day: dt.date) -> LinkFacts:
    """The same facts, known from another day."""

    def moved(told: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(replace(entry, known_on=day) for entry in told)

    return replace(
        facts,
        ties=tuple(
            replace(
                tie,
                tie_statements=tuple(
                    replace(told, statement=replace(told.statement, known_on=day))
                    for told in tie.tie_statements
                ),
            )
            for tie in facts.ties
        ),
        contacts=tuple(replace(one, statements=moved(one.statements)) for one in facts.contacts),
        channels=tuple(
            replace(
                one,
                existence=tuple(
                    replace(told, statement=replace(told.statement, known_on=day)) for told in one.existence
                ),
            )
            for one in facts.channels
        ),
        projects=tuple(replace(one, statements=moved(one.statements)) for one in facts.projects),
    )


@MANY
@given(links(), DAYS, DAYS, DAYS)
def test_10_day_of_loading_changes_nothing(
    facts: LinkFacts, as_of: dt.date, first: dt.date, second: dt.date
) -> None:
    # What a source says of a tie without a day is placed by graph.facts.tie_progress.
    dated = replace(
        facts,
        ties=tuple(
            replace(tie, tie_statements=tuple(told for told in tie.tie_statements if told.said))
            for tie in facts.ties
        ),
    )
    one, other = (score(loaded_on(dated, day), CONFIG, as_of) for day in (first, second))
    assert one.strength == pytest.approx(other.strength, abs=CLOSE)
    assert (one.date_low, one.date_high) == (
        pytest.approx(other.date_low, abs=CLOSE),
        pytest.approx(other.date_high, abs=CLOSE),
    )


@MANY
@given(links(), st.integers(0, 5), st.randoms(use_true_random=False))
def test_11_finer_date_never_raises_strength_beyond_its_decay(
    facts: LinkFacts, place: int, chance: object
) -> None:
    coarse = [one for one in facts.contacts if len(one.start) < 10 and not one.end]
    if not coarse:
        return
    chosen = coarse[place % len(coarse)]
    span = PartialDate(chosen.start)
    days = (span.last - span.first).days
    day = span.first + dt.timedelta(days=chance.randint(0, days))  # type: ignore[attr-defined]
    text = day.isoformat()[: chance.choice([7, 10])]  # type: ignore[attr-defined]
    finer = replace(
        facts,
        contacts=tuple(
            replace(one, start=text if len(text) > len(chosen.start) else one.start)
            if one.id == chosen.id
            else one
            for one in facts.contacts
        ),
    )
    before = count_facts(facts, CONFIG, AsOf(LATER))
    moved = {one.id: one.day for one in count_facts(finer, CONFIG, AsOf(LATER)).contacts}
    # The same happenings, decayed from the finer day.
    decayed = replace(before, contacts=tuple(replace(one, day=moved[one.id]) for one in before.contacts))
    bound = total(ledger(decayed, CONFIG, LATER)[0], CONFIG)
    assert score(finer, CONFIG, LATER, ranges=False).strength <= bound + CLOSE


@MANY
@given(links(), DAYS, DAYS)
def test_12_claim_that_a_known_complete_list_does_not_hold_is_no_formal_tie(
    facts: LinkFacts, as_of: dt.date, known: dt.date
) -> None:
    register = CompleteList(
        "sister_city",
        dt.date(1900, 1, 1),
        dt.date(2030, 12, 31),
        sources=frozenset({"register"}),
        statements=(word("register", known),),
    )
    claims = tuple(
        replace(
            tie,
            decisions=(),
            tie_statements=tuple(
                replace(told, kind="sister_city", steps={"signed": told.steps.get("signed", "")}, said="2012")
                for told in tie.tie_statements
            ),
        )
        for tie in facts.ties
    )
    claimed = replace(facts, ties=claims, lists=(register,))
    assert score(claimed, CONFIG, as_of, known).components["F"] == 0.0
    unknown = known - dt.timedelta(days=1)
    free = score(replace(claimed, lists=()), CONFIG, as_of, unknown)
    assert score(claimed, CONFIG, as_of, unknown) == free, "the list was not known then"
    on_it = replace(
        claimed,
        ties=tuple(
            replace(
                tie,
                tie_statements=(
                    *tie.tie_statements,
                    TieStatement(
                        statement=word("register", known),
                        kind="sister_city",
                        status="signed",
                        steps={"signed": ""},
                        said="2012",
                    ),
                ),
            )
            for tie in claims
        ),
    )
    assert score(on_it, CONFIG, as_of, known).components["F"] == pytest.approx(
        score(replace(on_it, lists=()), CONFIG, as_of, known).components["F"]
    )


@MANY
@given(st.lists(links(), min_size=1, max_size=4), DAYS, st.one_of(st.none(), DAYS))
def test_vectorised_path_agrees_for_both_clocks(
    every: list[LinkFacts], as_of: dt.date, known: dt.date | None
) -> None:
    facts = [replace(entry, partner=f"p{place}") for place, entry in enumerate(every)]
    strengths = StrengthTable.of(facts, CONFIG, AsOf(as_of, known)).strengths(CONFIG)
    for found, entry in zip(strengths, facts, strict=True):
        assert found == pytest.approx(score(entry, CONFIG, as_of, known).strength, abs=CLOSE)


# --- days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "together"),
    [
        ("2019-09-10", True),
        ("2019-09-12", False),
        ("2019", False),  # says nothing of September
        ("2019-09", False),  # may be another day of the month
    ],
)
def test_what_a_date_says_decides_whether_an_event_is_part_of_a_visit(date: str, together: bool) -> None:
    facts = link(visit("v", "2019-09-08", end="2019-09-11"), event("e", date))
    found = score(facts, CONFIG, DAY)
    visited, given_ = (
        one.weight(CONFIG, DAY)
        for one in sorted(counted(facts).contacts, key=lambda one: one.what == "event")
    )
    weights = [max(visited, given_)] if together else [visited, given_]
    assert found.components["A"] == pytest.approx(activity(*weights))
    assert found.record.recent == (1 if together else 2)


def test_event_that_a_visit_was_made_to_is_one_with_it() -> None:
    facts = link(visit("v", "2019-09", during=("e",)), event("e", "2019-09-08"))
    assert score(facts, CONFIG, DAY).record.recent == 1


@pytest.mark.parametrize(("date", "together"), [("2019-09", True), ("2019-09-28", True), ("2019-10", False)])
def test_signature_of_a_tie_is_one_with_the_visit_that_signed(date: str, together: bool) -> None:
    tie = Tie("t", "relation", (signed(date),))
    signing = visit("v", "2019-09-08", topics=("signing",))
    whole, alone = (score(link(signing, ties=ties), CONFIG, DAY) for ties in ((tie,), ()))
    assert (whole.components["A"] == pytest.approx(alone.components["A"])) is together


def test_span_of_32_days_joins_nothing() -> None:
    month = link(visit("v", "2019-08-01", end="2019-08-31"), event("e", "2019-08-10"))
    longer = link(visit("v", "2019-08-01", end="2019-09-01"), event("e", "2019-08-10"))
    assert score(month, CONFIG, DAY).record.recent == 1
    assert score(longer, CONFIG, DAY).record.recent == 2


# --- rows of one happening ----------------------------------------------------------------------------------


def row(name: str, **changed: object) -> Contact:
    told = (Statement(f"s-{name}", "city", "B", known_on=dt.date(2019, 6, 1), locator="news"),)
    return replace(visit(name, "2019-05-08", parties=("home", "p"), statements=told), **changed)


def test_equal_rows_under_different_ids_count_once_with_a_remark() -> None:
    once, twice = score(link(row("v1")), CONFIG, DAY), score(link(row("v1"), row("v9")), CONFIG, DAY)
    assert twice.strength == pytest.approx(once.strength)
    assert (once.equal, twice.equal) == ((), (("v1", "v9"),))
    [line] = [line for line in twice.lines if line.component == "A"]
    assert line.facts == ("v1", "v9")


@pytest.mark.parametrize(
    "changed",
    [
        {"start": "2019-05-09"},
        {"kind": "outbound"},
        {"level": "department"},
        {"title": "students"},
        {"parties": ("home", "other", "p")},
        {"statements": (Statement("s", "city", "B", known_on=dt.date(2019, 6, 1), locator="page 3"),)},
        {"statements": (Statement("s", "paper", "B", known_on=dt.date(2019, 6, 1), locator="news"),)},
    ],
)
def test_rows_that_differ_in_one_respect_count_apart(changed: dict[str, object]) -> None:
    found = score(link(row("v1"), row("v9", **changed)), CONFIG, DAY)
    assert found.equal == () and found.record.recent == 2


def test_likely_doubles_of_different_sources_are_proposed_and_not_merged() -> None:
    facts = link(
        row("v1", end="2019-05-09"),
        row("v2", statements=(word("paper"),)),
        row("v3", start="2019-05", statements=(word("agency"),)),
        row("v4", kind="outbound", statements=(word("blog"),)),
        row("v5", start="2019", statements=(word("yearbook"),)),
        row("v6", start="2019-06-08", statements=(word("radio"),)),
    )
    found = counted(facts)
    assert likely_doubles(found.contacts, CONFIG) == [("v1", "v2"), ("v1", "v3"), ("v2", "v3")]
    assert len(found.contacts) == 6 and found.equal == ()


def test_row_that_is_typed_is_compared_with_what_is_on_record() -> None:
    others = [
        row("v1", end="2019-05-09"),
        row("v2", kind="outbound"),
        row("v3", start="2019-06-08"),
        row("v4", start="2031-05", status="planned"),
        row("v5", main="v1", start="2019-05-09"),
    ]
    typed = row("new", statements=())
    assert doubles_of(typed, others, CONFIG) == ["v1"]
    assert doubles_of(replace(typed, start="2031-05-07"), others, CONFIG) == ["v4"]
    assert doubles_of(replace(typed, id="v1", main="v1"), others, CONFIG) == [], "it is no double of itself"
    assert doubles_of(replace(typed, start="2019-07-01"), others, CONFIG) == []


def test_same_as_rows_give_the_union_of_what_they_say() -> None:
    one = row("v1", topics=("trade",), parties=("home", "malaysia"))
    other = row("v2", main="v1", topics=("culture",), concerned=True)
    [held] = counted(link(one, other)).contacts
    assert (held.sectors, held.share, held.facts) == (("culture", "economy"), 1.0, ("v1", "v2"))


# --- the home side ------------------------------------------------------------------------------------------

OWN, ABOVE = ("havenstad", "haven district"), ("netherlands", "north province", "荷兰")


@pytest.mark.parametrize(
    ("invited", "met", "received", "host", "above"),
    [
        ("Ministry of Foreign Affairs", "Governor of North Province", "Havenstad protocol office", "", True),
        ("Government of the Netherlands", "", "Havenstad protocol office", "", False),
        ("", "Mayor of Havenstad", "North Province", "", False),
        ("", "", "North Province protocol", "", True),
        ("", "", "", "State (summit in Havenstad)", True),
        ("国家文化部", "省长", "", "", True),
        ("Ministry of Trade; City of Havenstad", "Prime Minister", "", "", False),
        ("", "", "", "Fair company", False),
        ("", "", "", "", False),
    ],
)
def test_who_invited_and_who_met_decide_the_home_side(
    invited: str, met: str, received: str, host: str, above: bool
) -> None:
    assert above is is_above(invited=invited, met=met, received=received, host=host, own=OWN, above=ABOVE)


def test_sender_decides_for_a_group_sent() -> None:
    assert is_sent_from_above("North Province", OWN, ABOVE)
    assert not is_sent_from_above("Havenstad council", OWN, ABOVE)
    assert not is_sent_from_above("", OWN, ABOVE)


def test_group_of_the_nation_weighs_nothing_and_is_shown_as_context() -> None:
    found = score(link(visit("v", "2019-05-08", above=True)), CONFIG, DAY)
    assert (found.strength, found.present, found.record.recent) == (0.0, True, 0)
    assert [one.id for one in found.context] == ["v"]
    joined = link(visit("v", "2019-05-08", above=True), visit("w", "2019-05-08", main="v"))
    assert score(joined, CONFIG, DAY).strength > 0.0, "another row says that the home met them"


def test_partner_named_as_concerned_has_half_of_the_contact() -> None:
    whole, half = (
        score(link(visit("v", "2020-01-22", kind="outbound", concerned=one)), CONFIG, DAY)
        for one in (False, True)
    )
    assert whole.components["A"] == pytest.approx(activity(0.28))
    assert half.components["A"] == pytest.approx(activity(0.14))


# --- signatures ---------------------------------------------------------------------------------------------


def test_signature_alone_gives_no_reciprocity_and_no_breadth() -> None:
    tie = Tie("t", "relation", (signed("2019-12-01"),))
    found = score(link(ties=(tie,)), CONFIG, DAY)
    assert (found.components["R"], found.components["B"]) == (0.0, 0.0)
    assert found.components["A"] > 0.0


def test_signature_that_a_decision_takes_for_another_kind_is_a_contact() -> None:
    tie = Tie(
        "t",
        "relation",
        (signed("2019-12-01"),),
        decisions=(Decision("kind", "friendly_contact", dt.date(2019, 12, 5)),),
    )
    found = score(link(ties=(tie,)), CONFIG, DAY)
    assert found.components["F"] == pytest.approx(0.25) and found.components["A"] > 0.0


def test_claim_against_a_complete_list() -> None:
    register = CompleteList(
        "sister_city",
        dt.date(1983, 1, 1),
        dt.date(2015, 8, 11),
        sources=frozenset({"register"}),
        statements=(word("register", dt.date(2015, 8, 11)),),
    )
    claim = Tie("t", "relation", (signed("", "newspaper", said="2012-04-26"),))
    facts = link(ties=(claim,), lists=(register,))
    found = score(facts, CONFIG, DAY)
    assert (found.strength, found.signed.form) == (0.0, SignedForm.CLAIMED)
    assert score(facts, CONFIG, DAY, dt.date(2015, 8, 10)).components["F"] == 1.0
    later = Tie("t", "relation", (signed("2017-05-11", "newspaper"),))
    assert score(link(ties=(later,), lists=(register,)), CONFIG, DAY).components["F"] == 1.0
    accepted = replace(claim, decisions=(Decision("kind", "sister_city", dt.date(2019, 1, 1)),))
    assert score(link(ties=(accepted,), lists=(register,)), CONFIG, DAY).components["F"] == 1.0


# --- bodies and projects ------------------------------------------------------------------------------------


def test_body_without_a_beginning_counts_from_the_first_dated_evidence() -> None:
    loaded = dt.date(2026, 11, 29)
    told = Existence(word("register", loaded))
    post = Channel("c", "partner_post", (told, Existence(word("visit", loaded), named="2018-05")))
    facts = link(channels=(post,))
    before, after = score(facts, CONFIG, dt.date(2018, 5, 30)), score(facts, CONFIG, dt.date(2018, 5, 31))
    assert (before.components["I"], after.components["I"]) == (0.0, 0.5)
    assert before.date_high == pytest.approx(5.0)
    unnamed = link(channels=(replace(post, existence=(told,)),))
    far = score(unnamed, CONFIG, dt.date(2030, 1, 1))
    assert (far.components["I"], far.date_high) == (0.0, pytest.approx(5.0)), "never from the day of loading"
    spoken = Existence(word("list", loaded, speaks_of="2019"))
    assert score(link(channels=(replace(post, existence=(spoken,)),)), CONFIG, DAY).components["I"] == 0.5


def test_what_was_only_first_named_between_two_days_is_no_growth() -> None:
    post = Channel("c", "partner_post", (Existence(word("report"), named="2019"),))
    opened = Channel("d", "own_post", (Existence(word("own"), "2019-03-01"),))
    facts = link(channels=(post, opened))
    first, second = AsOf(dt.date(2018, 12, 31)), AsOf(DAY)
    kept, aside = set_aside_first_named(facts, first, second)
    assert (kept.channels, aside) == ((opened,), ("c",))


@pytest.mark.parametrize(
    ("status", "weight"),
    [("planned", 0.2), ("matched", 0.4), ("signed", 0.7), ("operating", 1.0), ("completed", 0.6)],
)
def test_stages_of_projects(status: str, weight: float) -> None:
    project = Project(id="x", status=status, start="2020-01-22", statements=(word("x"),))
    found = score(link(projects=(project,)), CONFIG, DAY).components["E"]
    assert found == pytest.approx(1 - math.exp(-weight / 2))


@pytest.mark.parametrize("status", ["launched", "advanced", "accelerated", "matched"])
def test_project_that_nobody_signed_weighs_less_than_a_signed_one(status: str) -> None:
    stage = CONFIG.words["project_status"][status]
    assert stage != "signed" and CONFIG["stages"][stage] < CONFIG["stages"]["signed"]


def test_project_that_ended_is_completed_and_halves_every_five_years() -> None:
    licence = Project(id="x", status="operating", start="2012", end="2015-01-22", statements=(word("x"),))

    def component(day: dt.date) -> float:
        return score(link(projects=(licence,)), CONFIG, day).components["E"]

    assert component(dt.date(2015, 1, 21)) == pytest.approx(1 - math.exp(-1.0 / 2))
    assert component(dt.date(2015, 1, 22)) == pytest.approx(1 - math.exp(-0.6 / 2))
    assert component(DAY) == pytest.approx(1 - math.exp(-0.6 / 2 / 2), rel=1e-3)


# --- words --------------------------------------------------------------------------------------------------

SISTER = Tie("t", "relation", (signed("1990-05-05"),))


@pytest.mark.parametrize(
    ("contacts", "tied", "graded", "band"),
    [
        (
            [visit("v", "2019-12-22"), visit("w", "2019-09-22", level="department", kind="outbound")],
            True,
            True,
            "active",
        ),
        ([visit("v", "2019-06-22", level="department")], True, True, "in_touch"),
        ([visit("v", "2018-02-22", title="vice mayor")], True, True, "in_touch"),
        ([visit("v", "2017-02-22")], True, True, "in_touch"),
        ([visit("v", "2017-06-22", level="people")], True, True, "little_contact"),
        ([visit("v", "2017-06-22", level="people")], False, True, "not_graded"),
        ([visit("v", "2017-01-10")], True, True, "none_for_three_years"),
        ([], True, True, "none_recorded"),
        ([visit("v", "2019-12-22")], True, False, "not_graded"),
        ([visit("v", "2019-12-22", above=True)], True, True, "none_recorded"),
    ],
)
def test_words_for_how_alive_a_link_is(contacts: list[Contact], tied: bool, graded: bool, band: str) -> None:
    facts = link(*contacts, ties=(SISTER,) if tied else (), graded=graded)
    assert score(facts, CONFIG, DAY).band.value == band


@pytest.mark.parametrize(
    ("contacts", "top"),
    [
        ([visit("v", "2019-05-22", level="")], ""),
        ([visit("v", "2019-05-22", level=""), visit("w", "2019-06-22", level="people")], "people"),
        ([visit("v", "2019-05-22", level="", title="consul general")], "envoy"),
        (
            [visit("v", "2019-05-22", level=""), visit("w", "2019-05-22", level="people", main="v")],
            "people",
        ),
    ],
)
def test_highest_rank_is_one_that_is_recorded(contacts: list[Contact], top: str) -> None:
    found = score(link(*contacts, ties=(SISTER,)), CONFIG, DAY)
    assert found.record.top == top
    as_people = [replace(contact, level="people") for contact in contacts]
    assert found.strength == score(link(*as_people, ties=(SISTER,)), CONFIG, DAY).strength


def test_posts_and_projects_are_no_contact() -> None:
    facts = link(
        ties=(SISTER,),
        channels=(Channel("c", "partner_post", (Existence(word("c"), "1995"),)),),
        projects=(Project(id="x", status="operating", start="2015", statements=(word("x"),)),),
    )
    found = score(facts, CONFIG, DAY)
    assert found.band is StrengthBand.NONE and found.strength > 20.0
    assert found.liveliness == pytest.approx(found.strength - 15 - 5 - 8 * (1 - math.exp(-0.5)))


def test_long_without_contact_is_only_said_where_the_register_is_complete() -> None:
    silent = link(visit("v", "2014-06-22"), ties=(SISTER,))
    whole = CompleteSpan(dt.date(2016, 1, 1), DAY, (word("register"),))
    late = CompleteSpan(dt.date(2018, 1, 1), DAY, (word("register"),))
    assert score(replace(silent, complete=(whole,)), CONFIG, DAY).band is StrengthBand.DORMANT
    assert score(replace(silent, complete=(late,)), CONFIG, DAY).band is StrengthBand.SILENT


def test_line_of_fact_and_what_is_signed() -> None:
    facts = link(
        visit("a", "2015-05"),
        visit("b", "2018-05-08", level="department"),
        visit("c", "2019", title="vice mayor"),
        ties=(SISTER,),
    )
    found = score(facts, CONFIG, DAY)
    assert (found.record.recent, found.record.top) == (2, "deputy")
    assert found.record.last is not None and found.record.last.date == "2019"
    assert (found.signed.form, found.signed.kind, found.signed.since) == (
        SignedForm.SIGNED,
        "sister_city",
        "1990-05-05",
    )


def test_last_contact_is_the_newest_for_certain() -> None:
    found = score(link(visit("a", "2019-10-20"), visit("b", "2019")), CONFIG, DAY)
    assert found.record.last is not None and found.record.last.date == "2019-10-20"


def test_contacts_in_three_years_are_meetings_each_once() -> None:
    """An event of the days of a visit is one with it, but says how long it lasted."""
    held = (
        visit("v", "2019-10-20", end="2019-10-22"),
        event("concert", "2019-10-22"),
        event("fair", "2018"),
        visit("old", "2016-12-30", end="2017-01-05"),
        event("days", "2017-01-04", end="2017-01-30"),
    )
    found = score(link(*held, ties=(SISTER,)), CONFIG, dt.date(2020, 1, 22)).record
    assert (found.recent, found.last.date if found.last else "") == (3, "2019-10-22")
    assert found.total == 3, "the signature is none"
    assert found.ways == {"in": 2, "both": 1}


# --- calibration --------------------------------------------------------------------------------------------


def test_calibration_proposes_from_quartiles_and_changes_nothing() -> None:
    # Eight partners with one to eight fresh visits of a mayor: X is 0.28 to 2.24, quartiles 0.77, 1.26, 1.75.
    facts = [
        replace(
            link(*(visit(f"v{n}", "2020-01-22") for n in range(number)), ties=(SISTER,)), partner=f"p{number}"
        )
        for number in range(1, 9)
    ]
    before = CONFIG.hash
    found = calibrate(facts, CONFIG, DAY)
    assert found.partners == 8 and CONFIG.hash == before
    assert found.quartiles == pytest.approx((0.77, 1.26, 1.75))
    assert found.now == {"k": 0.5, "active": 25.0, "in_touch": 5.5}
    assert found.proposed["k"] == pytest.approx(1.26 / math.log(2), rel=0.03)
    assert [entry.partner for entry in found.results if entry.changes_word]
    few = calibrate(facts[:7], CONFIG, DAY)
    assert few.proposed == few.now and few.quartiles == ()
