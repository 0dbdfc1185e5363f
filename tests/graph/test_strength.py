"""Invariants of the strength of a link on thousands of random links, and small links calculated by hand."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.facts.as_of import AsOf
from graph.facts.link_facts import (
    Channel,
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
from graph.model.durations import DAYS_OF_MONTH
from graph.model.partial_date import PartialDate
from graph.strength.bands import StrengthBand
from graph.strength.columns.strength_table import StrengthTable
from graph.strength.comparison import compare
from graph.strength.config import COMPONENTS
from graph.strength.counting import count_facts
from graph.strength.ledger import first_signature
from graph.strength.score import Score, score
from graph.strength.sensitivity import ranks, sensitivity, spearman
from graph.strength.weighing import DaySpans, measure
from tests.graph.strength_ties import CONFIG, DAYS, contacts, links

#: Some thousands of links in all; use `--hypothesis-seed=random` and more examples when the measure changes.
MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
CLOSE = 1e-9
DAY = dt.date(2020, 1, 22)


def word(name: str, grade: str = "A", known_on: dt.date = dt.date(2000, 1, 1)) -> Statement:
    return Statement(f"s-{name}", name, grade, known_on=known_on)


def visit(name: str, start: str, **changed: object) -> Contact:
    return replace(
        Contact(
            id=name,
            what="visit",
            main=name,
            kind="inbound",
            level="mayor",
            start=start,
            statements=(word(name),),
        ),
        **changed,
    )


def event(name: str, start: str, **changed: object) -> Contact:
    return replace(
        Contact(id=name, what="event", main=name, kind="forum", start=start, statements=(word(name),)),
        **changed,
    )


def signed(day: str, kind: str = "sister_city", source: str = "list", **changed: object) -> TieStatement:
    return replace(
        TieStatement(
            statement=word(source), kind=kind, status="signed", steps={"signed": day}, said="2015-01-01"
        ),
        **changed,
    )


def same(one: Score, other: Score) -> None:
    assert one.strength == pytest.approx(other.strength, abs=CLOSE)
    assert {name: pytest.approx(value, abs=CLOSE) for name, value in one.components.items()} == dict(
        other.components
    )


# --- what the measure must obey -----------------------------------------------------------------------------


@MANY
@given(links(), DAYS, st.one_of(st.none(), DAYS))
def test_1_values_are_bounded_and_finite(facts: LinkFacts, as_of: dt.date, known: dt.date | None) -> None:
    found = score(facts, CONFIG, as_of, known)
    for value in (found.strength, found.date_low, found.date_high, found.evidence_low, found.evidence_high):
        assert 0.0 <= value <= 100.0 and math.isfinite(value)
    assert set(found.components) == set(COMPONENTS)
    assert all(0.0 <= value <= 1.0 for value in [*found.components.values(), found.evidence])
    assert found.date_low <= found.strength <= found.date_high
    assert found.evidence_low <= found.strength <= found.evidence_high


@MANY
@given(links(), contacts("another"), DAYS)
def test_2_further_contact_never_lowers_strength(facts: LinkFacts, further: Contact, as_of: dt.date) -> None:
    more = replace(facts, contacts=(*facts.contacts, further))
    assert score(more, CONFIG, as_of).strength >= score(facts, CONFIG, as_of).strength - CLOSE


@MANY
@given(links(), st.integers(0, 4000))
def test_3_strength_never_rises_without_new_facts(facts: LinkFacts, days: int) -> None:
    dates = (
        [entry.start for entry in facts.contacts]
        + [entry.end for entry in facts.contacts]
        + [date for entry in facts.projects for date in (entry.start, entry.end)]
    )
    dates += [
        date
        for tie in facts.ties
        for told in tie.tie_statements
        for date in (*told.steps.values(), told.said)
    ]
    dates += [
        date
        for channel in facts.channels
        for told in channel.existence
        for date in (told.begin, told.end, told.named)
    ]
    last = max((PartialDate(date).last for date in dates if date), default=dt.date(2030, 12, 31))
    known = [
        entry.known_on
        for told in (facts.ties, facts.channels, facts.projects)
        for fact in told
        for entry in fact.statements
    ]
    begin = max([last, dt.date(2030, 12, 31), *known])
    assert (
        score(facts, CONFIG, begin + dt.timedelta(days=days)).strength
        <= score(facts, CONFIG, begin).strength + CLOSE
    )


@MANY
@given(links(), DAYS, st.randoms(use_true_random=False))
def test_4_duplicates_order_and_later_facts_do_not_matter(
    facts: LinkFacts, as_of: dt.date, chance: random.Random
) -> None:
    once = score(facts, CONFIG, as_of)
    twins = tuple(
        replace(
            entry,
            id=f"{entry.id}-again",
            main=f"{entry.id}-again",
            statements=tuple(replace(one, id=f"{one.id}-again") for one in entry.statements),
        )
        for entry in facts.contacts
    )
    assert score(replace(facts, contacts=(*facts.contacts, *twins)), CONFIG, as_of).strength == pytest.approx(
        once.strength, abs=CLOSE
    )

    def mixed(entries: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(entries, len(entries)))

    turned = LinkFacts(
        partner=facts.partner,
        ties=mixed(tuple(replace(tie, tie_statements=mixed(tie.tie_statements)) for tie in facts.ties)),
        contacts=mixed(tuple(replace(entry, statements=mixed(entry.statements)) for entry in facts.contacts)),
        channels=mixed(facts.channels),
        projects=mixed(facts.projects),
        complete=facts.complete,
        lists=facts.lists,
        graded=facts.graded,
    )
    assert score(turned, CONFIG, as_of) == once, "equal to the last digit, line by line"
    later = visit("later", (as_of + dt.timedelta(days=1)).isoformat())
    assert score(replace(facts, contacts=(*facts.contacts, later)), CONFIG, as_of) == once


@MANY
@given(links(), DAYS, DAYS)
def test_statements_known_later_are_ignored(facts: LinkFacts, as_of: dt.date, known: dt.date) -> None:
    kept = LinkFacts(
        partner=facts.partner,
        ties=tuple(
            replace(
                tie,
                tie_statements=tuple(told for told in tie.tie_statements if told.statement.known_on <= known),
                decisions=tuple(one for one in tie.decisions if one.decided_on <= known),
            )
            for tie in facts.ties
        ),
        contacts=tuple(
            replace(entry, statements=tuple(one for one in entry.statements if one.known_on <= known))
            for entry in facts.contacts
        ),
        channels=tuple(
            replace(channel, existence=told)
            for channel in facts.channels
            if (told := tuple(one for one in channel.existence if one.statement.known_on <= known))
        ),
        projects=tuple(
            replace(entry, statements=tuple(one for one in entry.statements if one.known_on <= known))
            for entry in facts.projects
        ),
        complete=tuple(
            replace(span, statements=tuple(one for one in span.statements if one.known_on <= known))
            for span in facts.complete
        ),
        lists=tuple(
            replace(entry, statements=tuple(one for one in entry.statements if one.known_on <= known))
            for entry in facts.lists
        ),
        graded=facts.graded,
    )
    assert score(facts, CONFIG, as_of, known) == replace(score(kept, CONFIG, as_of), known_as_of=known)


@MANY
@given(links(), DAYS, st.sampled_from("ABCDE"))
def test_5_agreeing_source_changes_only_the_evidence(facts: LinkFacts, as_of: dt.date, grade: str) -> None:
    further = Statement("s-further", "further", grade, known_on=dt.date(2031, 1, 1))
    more = replace(
        facts,
        contacts=tuple(
            replace(entry, statements=(*entry.statements, replace(further, locator=entry.id)))
            for entry in facts.contacts
        ),
    )
    once, twice = score(facts, CONFIG, as_of), score(more, CONFIG, as_of)
    same(once, twice)
    assert twice.evidence >= once.evidence - CLOSE


@MANY
@given(links(), DAYS)
def test_6_reversing_every_contact_swaps_received_and_sent(facts: LinkFacts, as_of: dt.date) -> None:
    other = {"inbound": "outbound", "outbound": "inbound"}
    turned = score(
        replace(
            facts,
            contacts=tuple(
                replace(entry, kind=other.get(entry.kind, entry.kind)) for entry in facts.contacts
            ),
        ),
        CONFIG,
        as_of,
    )
    once = score(facts, CONFIG, as_of)
    assert (turned.received, turned.sent) == (pytest.approx(once.sent), pytest.approx(once.received))
    assert turned.strength == pytest.approx(once.strength, abs=CLOSE)


@MANY
@given(links(), DAYS)
def test_7_ended_or_refuted_tie_is_no_formal_tie(facts: LinkFacts, as_of: dt.date) -> None:
    ended = tuple(
        replace(tie, decisions=(Decision("status", "terminated", dt.date(1970, 1, 1)),)) for tie in facts.ties
    )
    never = tuple(
        replace(tie, decisions=(Decision("status", "refuted", dt.date(1970, 1, 1)),)) for tie in facts.ties
    )
    last = TieStatement(
        statement=word("end"), kind="sister_city", status="terminated", steps={}, said="2031-12-31"
    )
    said = tuple(replace(tie, tie_statements=(*tie.tie_statements, last)) for tie in facts.ties)
    assert score(replace(facts, ties=ended), CONFIG, as_of).components["F"] == 0.0
    assert score(replace(facts, ties=never), CONFIG, as_of).components["F"] == 0.0
    assert score(replace(facts, ties=said), CONFIG, dt.date(2032, 1, 1)).components["F"] == 0.0


@MANY
@given(links(), DAYS, st.one_of(st.none(), DAYS))
def test_8_lines_add_up(facts: LinkFacts, as_of: dt.date, known: dt.date | None) -> None:
    found = score(facts, CONFIG, as_of, known)
    assert math.fsum(line.points for line in found.lines) == pytest.approx(found.strength, abs=CLOSE)
    for name in COMPONENTS:
        points = math.fsum(line.points for line in found.lines if line.component == name)
        assert points == pytest.approx(CONFIG["weights"][name] * found.components[name], abs=CLOSE)
    assert all(line.facts and line.sources and line.points > 0 for line in found.lines)
    assert len({(line.component, line.code, line.key) for line in found.lines}) == len(found.lines)


@MANY
@given(links(), links(), DAYS)
def test_9_other_partners_do_not_matter_and_both_computations_agree(
    facts: LinkFacts, others: LinkFacts, as_of: dt.date
) -> None:
    every = [facts, replace(others, partner="b"), replace(facts, partner="c")]
    table = StrengthTable.of(every, CONFIG, AsOf(as_of))
    components = table.components(CONFIG)
    for place, entry in enumerate(every):
        alone = score(entry, CONFIG, as_of)
        assert table.strengths(CONFIG)[place] == pytest.approx(alone.strength, abs=CLOSE)
        for name in COMPONENTS:
            assert components[name][place] == pytest.approx(alone.components[name], abs=CLOSE)
        assert bool(table.present[place]) == alone.present


@MANY
@given(links(), DAYS, DAYS)
def test_differences_add_up(facts: LinkFacts, first: dt.date, second: dt.date) -> None:
    before, after = score(facts, CONFIG, first), score(facts, CONFIG, second)
    found = compare(before, after)
    assert math.fsum(entry.points for entry in found) == pytest.approx(
        after.strength - before.strength, abs=CLOSE
    )
    assert all(entry.points for entry in found)


# --- small links calculated by hand -------------------------------------------------------------------------


def test_link_without_facts_has_zero_strength() -> None:
    found = score(LinkFacts(partner="nobody"), CONFIG, DAY)
    assert (found.strength, found.activity_known, found.present, found.lines, found.evidence) == (
        0.0,
        False,
        False,
        (),
        0.0,
    )


def test_one_recent_visit_of_a_mayor() -> None:
    found = score(
        LinkFacts(partner="p", contacts=(visit("v", "2020-01-22", topics=("trade",)),)), CONFIG, DAY
    )
    assert found.components["A"] == pytest.approx(1 - math.exp(-0.28 / 0.5))
    assert found.components["B"] == pytest.approx((1 - math.exp(-0.28 / 0.35)) / 5)
    assert [found.components[name] for name in "FRIEL"] == [0.0] * 5
    assert (found.received, found.sent) == (pytest.approx(0.28), 0.0)


def test_half_remains_after_the_half_life() -> None:
    months = dt.timedelta(days=round(24 * DAYS_OF_MONTH))
    found = measure(
        count_facts(LinkFacts(partner="p", contacts=(visit("v", "2018-01-01"),)), CONFIG, AsOf(DAY)).contacts,
        CONFIG,
        dt.date(2018, 1, 1) + months,
    )
    assert found.total == pytest.approx(0.14, rel=1e-3)


@pytest.mark.parametrize(
    ("topics", "level", "title", "half_life", "kind", "rank"),
    [
        (("trade",), "mayor", "mayor of X", "leader", "visit", "leader"),
        (("trade",), "department", "head of office", "economic", "visit", "department"),
        (("donation",), "people", "volunteers", "aid", "aid", "people"),
        (("culture",), "people", "choir", "culture", "visit", "people"),
        ((), "department", "head of office", "delegation", "visit", "department"),
        (("letter of intent",), "mayor", "mayor", "letter_of_intent", "letter_of_intent", "leader"),
        (("signing",), "mayor", "deputy mayor with the mayor", "leader", "sign", "deputy"),
        ((), "department", "US consul general in Guangzhou", "delegation", "visit", "envoy"),
        ((), "department", "secretary with the consul general", "delegation", "visit", "department"),
        ((), "mayor", "副市长率团", "leader", "visit", "deputy"),
        ((), "vice_minister_or_ambassador", "deputy minister", "delegation", "visit", "envoy"),
        ((), "department", "deputy director", "delegation", "visit", "department"),
    ],
)
def test_classification_of_a_visit(
    topics: tuple[str, ...], level: str, title: str, half_life: str, kind: str, rank: str
) -> None:
    held = count_facts(
        LinkFacts(partner="p", contacts=(visit("v", "2019-05-05", topics=topics, level=level, title=title),)),
        CONFIG,
        AsOf(DAY),
    ).contacts
    assert [(entry.half_life, entry.kind, entry.level) for entry in held] == [(half_life, kind, rank)]


def test_event_and_visit_on_the_same_days_count_once_with_the_higher_weight() -> None:
    together = (
        visit("v", "2019-09-08", end="2019-09-11", level="department"),
        event("e", "2019-09-10", kind="agreement"),
    )
    found = measure(
        count_facts(LinkFacts(partner="p", contacts=together), CONFIG, AsOf(DAY)).contacts,
        CONFIG,
        dt.date(2019, 9, 10),
    )
    heavier = max(entry.own for entry in found.contacts)
    assert found.total == pytest.approx(heavier) and len(found.joined["v"]) == 1
    apart = (together[0], replace(together[1], start="2019-09-12"))
    assert (
        measure(
            count_facts(LinkFacts(partner="p", contacts=apart), CONFIG, AsOf(DAY)).contacts, CONFIG, DAY
        ).total
        > heavier * 1.2
    )


def test_rows_of_one_event_are_merged() -> None:
    rows = (
        visit("v1", "2019-05", topics=("trade",), level="department"),
        visit("v2", "2019-05-07", main="v1", topics=("culture",)),
    )
    [held] = count_facts(LinkFacts(partner="p", contacts=rows), CONFIG, AsOf(DAY)).contacts
    assert (held.facts, held.date, held.level, held.sectors) == (
        ("v1", "v2"),
        "2019-05-07",
        "leader",
        ("culture", "economy"),
    )
    assert {one.source for one in held.statements} == {"v1", "v2"}


def test_month_counts_after_its_end_and_from_its_middle() -> None:
    facts = LinkFacts(partner="p", contacts=(visit("v", "2020-01"),))
    found = score(facts, CONFIG, DAY)
    assert (found.strength, found.date_low) == (0.0, 0.0) and found.date_high > 0.0
    [held] = count_facts(facts, CONFIG, AsOf(dt.date(2020, 1, 31))).contacts
    assert held.day == dt.date(2020, 1, 16).toordinal()


def test_signature_is_a_contact_on_its_day() -> None:
    tie = Tie(
        "t",
        "relation",
        (signed("2019-12-01", signatories="Mayor of X, Mayor of Y"), signed("2019-12", source="other")),
    )
    settled = count_facts(LinkFacts(partner="p", ties=(tie,)), CONFIG, AsOf(DAY))
    assert [(entry.kind, entry.level, entry.direction, entry.date) for entry in settled.contacts] == [
        ("sign", "leader", "none", "2019-12-01")
    ]
    assert settled.active is False, "a list of ties says nothing of activity"
    found = score(LinkFacts(partner="p", ties=(tie,)), CONFIG, DAY)
    assert found.band is StrengthBand.NONE, "a signature is no meeting"
    assert (found.components["R"], found.components["B"]) == (0.0, 0.0)


def test_complete_record_makes_inactivity_known() -> None:
    facts = LinkFacts(
        partner="p",
        ties=(Tie("t", "relation", (signed("2001-01-01"),)),),
        complete=(CompleteSpan(dt.date(2015, 1, 1), DAY, (word("register"),)),),
    )
    assert score(facts, CONFIG, DAY).activity_known is True
    assert score(facts, CONFIG, DAY + dt.timedelta(days=1)).activity_known is False


@pytest.mark.parametrize(
    ("steps", "status", "formal"),
    [
        ({"signed": "2001"}, "signed", 1.0),
        ({"intent": "2001"}, "intent", 0.45),
        ({"contact": "2001"}, "contact", 0.0),
        ({"target": "2001"}, "target", 0.0),
    ],
)
def test_formal_tie_by_stage(steps: dict[str, str], status: str, formal: float) -> None:
    tie = Tie(
        "t", "relation", (TieStatement(statement=word("w"), kind="sister_city", status=status, steps=steps),)
    )
    assert score(LinkFacts(partner="p", ties=(tie,)), CONFIG, DAY).components["F"] == pytest.approx(formal)


@pytest.mark.parametrize(
    ("status", "factor"), [("dormant", 0.5), ("expired", 0.5), ("suspended", 0.3), ("terminated", 0.0)]
)
def test_end_counts_from_its_statement_until_the_tie_is_affirmed(status: str, factor: float) -> None:
    told = (
        signed("2001-01-01", said=""),
        TieStatement(statement=word("end"), kind="sister_city", status=status, steps={}, said="2015-06-01"),
    )
    tie = Tie("t", "relation", told)

    def formal(tie: Tie, day: dt.date) -> float:
        return score(LinkFacts(partner="p", ties=(tie,)), CONFIG, day).components["F"]

    assert formal(tie, dt.date(2015, 5, 31)) == 1.0
    assert formal(tie, dt.date(2015, 6, 1)) == pytest.approx(factor)
    again = replace(tie, tie_statements=(*told, signed("2001-01-01", source="again", said="2019-01-01")))
    assert formal(again, DAY) == 1.0


def test_decision_is_known_from_its_date() -> None:
    tie = Tie(
        "t",
        "relation",
        (signed("2001-01-01"),),
        decisions=(Decision("status", "refuted", dt.date(2019, 1, 1)),),
    )
    assert score(LinkFacts(partner="p", ties=(tie,)), CONFIG, DAY).components["F"] == 0.0
    assert (
        score(LinkFacts(partner="p", ties=(tie,)), CONFIG, DAY, dt.date(2018, 12, 31)).components["F"] == 1.0
    )


def test_years_count_from_the_first_valid_signature_to_the_last_contact() -> None:
    tie = Tie(
        "t",
        "relation",
        (signed("2010-01-01"), signed("2005-01-01", kind="friendly_exchange_city", source="older")),
    )
    assert (
        first := first_signature(
            count_facts(LinkFacts(partner="p", ties=(tie,)), CONFIG, AsOf(DAY)).instruments
        )
    ) and first.date == "2005-01-01"
    early = score(
        LinkFacts(
            partner="p",
            ties=(Tie("t", "relation", (signed("2030-01-01"),)),),
            contacts=(visit("v", "2014-09-08"),),
        ),
        CONFIG,
        DAY,
    )
    assert early.components["L"] == 0.0, "nothing is signed yet"
    found = score(LinkFacts(partner="p", ties=(tie,), contacts=(visit("v", "2015-01-01"),)), CONFIG, DAY)
    assert found.components["L"] == pytest.approx(
        found.components["A"] * math.log(1 + 3652 / 365.2425) / math.log(41)
    )


def test_channels_and_projects() -> None:
    open_ = Channel("c", "partner_post", (Existence(word("c"), "1995"),))
    closed = Channel("d", "association", (Existence(word("d"), "1995", "2010-05-05"),))
    undated = Channel("e", "route", (Existence(word("e"), named="2019-05"),))
    later = replace(undated, id="f", existence=(Existence(word("f"), named="2021"),))
    projects = (
        Project(id="g", status="operating", start="2014", statements=(word("g"),)),
        Project(id="h", status="completed", start="2014", end="2021", statements=(word("h"),)),
    )
    found = score(
        LinkFacts(partner="p", channels=(open_, closed, undated, later), projects=projects), CONFIG, DAY
    )
    assert found.components["I"] == pytest.approx(1 - 0.5 * 0.7)
    assert found.components["E"] == pytest.approx(1 - math.exp(-1.0 / 2))
    assert found.date_high > found.strength, "the line that a source only tells of later may have been there"


def test_evidence_is_separate_from_the_score() -> None:
    facts = LinkFacts(
        partner="p",
        contacts=(
            visit("v", "2020-01-01", statements=(word("paper", "C"),)),
            visit("w", "2020-01-01", statements=(word("own", "A"),)),
        ),
    )
    found = score(facts, CONFIG, DAY)
    assert 0.0 < found.evidence_low < found.strength == found.evidence_high
    assert found.evidence == pytest.approx((0.65 + 0.95) / 2 * 1 / 7)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=20),
    st.integers(0, 60),
    st.integers(0, 30),
)
def test_overlapping_days(spans: list[tuple[int, int]], first: int, length: int) -> None:
    every = [(begin, begin + more, number) for number, (begin, more) in enumerate(spans)]
    expected = {number for begin, end, number in every if begin <= first + length and first <= end}
    found = DaySpans(every).overlapping(first, first + length)
    assert set(found) == expected and len(found) == len(expected)


# --- sensitivity of the ranking to the numbers --------------------------------------------------------------


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(links(), min_size=2, max_size=8), st.integers(0, 1000))
def test_sensitivity_is_seeded_and_its_ranges_are_ordered(every: list[LinkFacts], seed: int) -> None:
    facts = [replace(entry, partner=f"p{number}") for number, entry in enumerate(every)]
    one = sensitivity(facts, CONFIG, DAY, draws=20, seed=seed)
    assert one == sensitivity(facts, CONFIG, DAY, draws=20, seed=seed)
    assert -1.0 <= one.low <= one.median <= 1.0 + CLOSE
    assert all(entry.best <= entry.p5 <= entry.p95 <= entry.worst for entry in one.partners)
    assume(len(one.partners) > 1)
    assert [entry.rank for entry in one.partners] == list(range(1, len(one.partners) + 1))
    assert sorted(entry.strength for entry in one.partners)[::-1] == pytest.approx(
        [entry.strength for entry in one.partners], abs=1e-8
    )


def test_ranks_and_spearman_match_known_values() -> None:
    import numpy as np

    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [1.5, 4.0, 1.5, 3.0]
    assert spearman(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])) == pytest.approx(-1.0)
