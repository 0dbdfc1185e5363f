"""Invariants of the gap rules on random worlds, and what each rule finds in a small one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.errors import ConfigurationError
from graph.facts.as_of import AsOf
from graph.facts.link_facts import Channel, Contact, Decision, Existence, LinkFacts, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import (
    Commitment,
    Coverage,
    DiplomaticRelations,
    Partner,
    Party,
    TieContradiction,
    TieElsewhere,
    TieStep,
    World,
)
from graph.i18n import Bilingual
from graph.model.partial_date import PartialDate
from graph.model.pauses import read_pauses
from graph.model.vocabulary import STAGES
from graph.naming.profile import load_naming
from graph.planning.balance import entropy, herfindahl, shares
from graph.planning.board import Lane, board
from graph.planning.findings import FINDERS, Certainty, Finding
from graph.planning.gap_rules import default_gap_config, load_gap_config
from graph.planning.gap_rules_document import render
from graph.planning.gaps import find_gaps, unknown_groups
from graph.world_on_date import WorldOnDate
from reports.wording.board_row import months_said
from reports.wording.sentences import Wording
from reports.wording.texts import load_texts
from tests.graph.gap_worlds import OLD, with_facts, worlds
from tests.graph.strength_ties import CONFIG, DAYS
from tests.stores import ROOT

RULES = default_gap_config()
MANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
SILENT = tuple(rule.id for rule in RULES.rules.values() if rule.silence)
DAY = dt.date(2020, 1, 22)
ALL_TIME = (dt.date(1900, 1, 1), dt.date(2100, 1, 1))


def found(
    world: World,
    as_of: dt.date = DAY,
    known: dt.date | None = None,
    only: Sequence[str] = (),
    rules: object = None,
) -> tuple[Finding, ...]:
    return find_gaps(WorldOnDate(world, CONFIG, AsOf(as_of, known)), rules or RULES, only)


def held(name: str, day: dt.date | str, what: str = "visit", **changed: object) -> Contact:
    kind = "inbound" if what == "visit" else "anniversary"
    return replace(
        Contact(id=name, what=what, main=name, kind=kind, level="mayor", start=str(day), statements=(OLD,)),
        **changed,
    )


# --- random worlds ------------------------------------------------------------------------------------------


def test_every_rule_is_declared_and_implemented() -> None:
    assert set(FINDERS) == set(RULES.rules)
    assert set(SILENT) == {"G2", "G3", "G4", "G5", "G6", "G7", "G9", "G10"}, "the rules that read silence"
    for rule in RULES.rules.values():
        for text in (
            rule.title,
            rule.meaning,
            rule.ends,
            *rule.says.values(),
            *rule.next.values(),
            *rule.reasons.values(),
        ):
            assert text.en and text.zh, rule.id


@MANY
@given(worlds(), DAYS, st.one_of(st.none(), DAYS), st.integers(1, 4000))
def test_facts_later_than_the_day_trigger_no_rule(
    world: World, as_of: dt.date, known: dt.date | None, days: int
) -> None:
    assume(as_of.year < 2100)
    later = as_of + dt.timedelta(days=days)
    changed = world
    for partner, bond in world.partners.items():
        told = TieStatement(
            statement=Statement(f"{partner}-later", "later", "A", known_on=dt.date(1980, 1, 1)),
            kind="sister_city",
            status="application",
            steps={"application": later.isoformat()},
            said=later.isoformat(),
        )
        ties = tuple(replace(tie, tie_statements=(*tie.tie_statements, told)) for tie in bond.facts.ties)
        contacts = (
            *bond.facts.contacts,
            held(f"{partner}-later-visit", later),
            held(f"{partner}-later-event", later, "event"),
        )
        changed = with_facts(changed, partner, ties=ties, contacts=contacts)
    assert found(changed, as_of, known) == found(world, as_of, known)


@MANY
@given(worlds(), DAYS, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(world: World, as_of: dt.date, chance: random.Random) -> None:
    def mixed(rows: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(chance.sample(list(rows), len(rows)))

    partners = {}
    for name in mixed(list(world.partners)):
        partner = world.partners[name]
        facts = partner.facts
        ties = mixed(
            [
                replace(tie, tie_statements=mixed(tie.tie_statements), decisions=mixed(tie.decisions))
                for tie in facts.ties
            ]
        )
        facts = replace(
            facts,
            ties=ties,
            contacts=mixed(facts.contacts),
            channels=mixed(facts.channels),
            projects=mixed(facts.projects),
        )
        partners[name] = replace(partner, facts=facts)
    other = replace(
        world,
        partners=partners,
        commitments=mixed(world.commitments),
        coverage=mixed(world.coverage),
        contradictions=mixed(world.contradictions),
    )
    assert [
        replace(entry, figures=dict(entry.figures), facts=tuple(sorted(entry.facts)))
        for entry in found(other, as_of)
    ] == [
        replace(entry, figures=dict(entry.figures), facts=tuple(sorted(entry.facts)))
        for entry in found(world, as_of)
    ]


@MANY
@given(worlds(), DAYS)
def test_without_coverage_no_absence_is_a_gap(world: World, as_of: dt.date) -> None:
    for entry in found(replace(world, coverage=()), as_of):
        assert entry.rule not in SILENT or entry.certainty is Certainty.UNKNOWN


@MANY
@given(worlds(), DAYS)
def test_doing_what_a_finding_asks_for_resolves_it(world: World, as_of: dt.date) -> None:
    for entry in found(world, as_of, only=("G1", "G2", "G3", "G5")):
        match entry.rule:
            case "G1":
                mended = _next_stage(world, entry, as_of)
            case "G2" | "G3":
                mended = _with_contact(world, entry.partner, held("asked-for", as_of))
            case _:
                day = PartialDate(str(entry.figures["day"])).first
                event = held("asked-for", day, "event", status="held" if day <= as_of else "planned")
                mended = _with_contact(world, entry.partner, event)
        key = (entry.rule, entry.partner, entry.subject)
        assert key not in {
            (other.rule, other.partner, other.subject) for other in found(mended, as_of, only=(entry.rule,))
        }


def _with_contact(world: World, partner: str, contact: Contact) -> World:
    return with_facts(world, partner, contacts=(*world.partners[partner].facts.contacts, contact))


def _next_stage(world: World, entry: Finding, as_of: dt.date) -> World:
    stage = STAGES[STAGES.index(str(entry.figures["stage"])) + 1]
    ties = []
    for tie in world.partners[entry.partner].facts.ties:
        if tie.id == entry.subject:
            kinds = {decision.value for decision in tie.decisions if decision.property == "kind"} or {
                told.kind for told in tie.tie_statements
            }
            told = tuple(
                TieStatement(
                    statement=Statement(f"asked-{kind}", "asked", "A", known_on=OLD.known_on),
                    kind=kind,
                    status=stage,
                    steps={stage: as_of.isoformat()},
                    said=as_of.isoformat(),
                )
                for kind in sorted(kinds)
            )
            tie = replace(tie, tie_statements=(*tie.tie_statements, *told))  # noqa: PLW2901
        ties.append(tie)
    return with_facts(world, entry.partner, ties=tuple(ties))


@MANY
@given(worlds(), DAYS)
def test_every_finding_and_card_has_facts_and_sources(world: World, as_of: dt.date) -> None:
    on_date = WorldOnDate(world, CONFIG, AsOf(as_of))
    for entry in find_gaps(on_date, RULES):
        assert entry.case in RULES[entry.rule].says
        assert entry.next in RULES[entry.rule].next
        assert bool(entry.facts) == bool(entry.sources)
        assert entry.facts or entry.rule == "G11"
    for card in board(on_date):
        assert card.months >= 0
        assert card.sources
        assert card.lane in Lane


# --- each rule in a small world -----------------------------------------------------------------------------


def told(
    status: str,
    date: str = "",
    *,
    kind: str = "sister_city",
    said: str = "2019-12-31",
    source: str = "report",
    known: dt.date = OLD.known_on,
    published: str | None = None,
) -> TieStatement:
    return TieStatement(
        statement=Statement(f"s-{source}-{status}-{kind}", source, "A", known_on=known, published=published),
        kind=kind,
        status=status,
        steps={status: date},
        said=said,
    )


def world(
    *words: TieStatement, contacts: Sequence[Contact] = (), records: Sequence[str] = (), **more: object
) -> World:
    tie = Tie("tie", "relation", tuple(words), parties=("home", "partner"))
    party = Party(
        id="partner",
        label="City",
        name_en="Partner",
        name_zh="对方",
        country="FR",
        continent="EU",
        level="city",
        port=True,
    )
    facts = LinkFacts(partner="partner", ties=(tie,) if words else (), contacts=tuple(contacts))
    first, last = ALL_TIME
    declared = tuple(
        Coverage(id=f"r-{table}", dataset=table, kind="", first=first, last=last, statements=(OLD,))
        for table in records
    )
    values = {
        "home": Party(id="home", label="City", country="CN", continent="AS", level="city"),
        "partners": {"partner": Partner(party, bool(words), facts)},
        "coverage": declared,
    }
    return World(**(values | more))


def rules_of(findings: Sequence[Finding], *ids: str) -> list[tuple[str, str, str]]:
    return [(entry.rule, entry.case, entry.certainty.value) for entry in findings if entry.rule in ids]


def test_g1_letter_of_intent_may_stand_two_years() -> None:
    one = world(told("intent", "2018-01-01"))
    assert rules_of(found(one, dt.date(2019, 12, 31)), "G1") == []
    (late,) = found(one, dt.date(2020, 2, 1), only=["G1"])
    assert late.figures == {
        "stage": "intent",
        "since": "2018-01-01",
        "months": 25,
        "limit": 24,
        "step": "cn-sister:consented",
        "waits_on": "home",
    }
    assert (late.partner, late.facts, late.sources) == ("partner", ("tie",), ("report",))
    moved = TieStep(
        tie="tie",
        procedure="cn-sister",
        step="council",
        stage="approval",
        track="partner",
        status="done",
        date="2019-06-01",
        statements=(OLD,),
    )
    assert found(replace(one, steps={"tie": (moved,)}), dt.date(2020, 2, 1), only=["G1"]) == (), (
        "a step of the partner's track is movement"
    )
    assert (
        found(
            world(told("intent", "2018-01-01"), told("signed", "2019-01-01")),
            dt.date(2022, 1, 1),
            only=["G1"],
        )
        == ()
    )
    ended = world(
        told("intent", "2018-01-01"),
        TieStatement(statement=OLD, kind="sister_city", status="terminated", steps={}, said="2019-05-01"),
    )
    assert found(ended, dt.date(2022, 1, 1), only=["G1"]) == ()


def test_g2_waits_and_needs_coverage() -> None:
    commitment = Commitment(
        id="plan-01",
        plan="plan",
        verb="advance",
        text=Bilingual("", ""),
        targets=("partner",),
        due=2020,
        statements=(replace(OLD, known_on=DAY),),
    )
    one = world(told("contact", "2010"), commitments=(commitment,))
    assert found(one, dt.date(2020, 3, 1), only=["G2"]) == ()
    (entry,) = found(one, dt.date(2021, 1, 22), only=["G2"])
    assert (entry.certainty, entry.figures["named"], entry.facts) == (
        Certainty.UNKNOWN,
        "2020-01-22",
        ("plan-01",),
    )
    (sure,) = found(
        world(told("contact", "2010"), commitments=(commitment,), records=("visits", "events")),
        dt.date(2021, 1, 22),
        only=["G2"],
    )
    assert sure.certainty is Certainty.GAP
    met = world(told("contact", "2010"), commitments=(commitment,), contacts=[held("v", "2020-06-01")])
    assert found(met, dt.date(2021, 1, 22), only=["G2"]) == ()
    assert found(one, dt.date(2021, 1, 22), known=dt.date(2019, 1, 1), only=["G2"]) == (), (
        "the plan was not known then"
    )


def test_g3_needs_a_complete_record_and_g4_does_not() -> None:
    visits = [held(f"v{year}", f"{year}-05-01") for year in (2008, 2010, 2012)]
    one = world(told("signed", "2005-01-01"), contacts=visits)
    # Two years between visits: 8 x 24 months, but never more than 60.
    assert rules_of(found(one, dt.date(2017, 4, 20)), "G3", "G4") == []
    assert rules_of(found(one, dt.date(2017, 5, 10)), "G3", "G4") == [("G4", "silent", "unknown")]
    late = dt.date(2028, 6, 1)
    assert rules_of(found(one, late), "G3", "G4") == [("G4", "silent", "unknown")]
    (entry,) = found(
        world(told("signed", "2005-01-01"), contacts=visits, records=("visits", "events")),
        late,
        only=["G3", "G4"],
    )
    assert (entry.rule, entry.certainty, entry.next, entry.figures["last"]) == (
        "G3",
        Certainty.GAP,
        "return_visit",
        "2012-05-01",
    )
    assert rules_of(found(world(told("signed", "2005-01-01")), DAY), "G3", "G4") == [
        ("G4", "never", "unknown")
    ]


@pytest.mark.parametrize(
    ("months", "limit"),
    [((0, 4, 8), 36), ((0, 6, 12), 48), ((0, 9, 18), 60), ((0,), 36), ((0, 1, 14), 56)],
    ids=["floor", "rhythm", "cap", "one contact", "median of two"],
)
def test_silence_limit_is_between_36_and_60_months(months: tuple[int, ...], limit: int) -> None:
    # The signature of 2010-01-01 is a contact too, the day of month 0. In the last case the intervals are
    # 31 and 393 days: their median is 212 days, 8 times that 1696 days or 55.7 months.
    days = [dt.date(2010 + month // 12, month % 12 + 1, 1) for month in months[1:]]
    one = world(told("signed", "2010-01-01"), contacts=[held(f"v{day}", day) for day in days])
    (entry,) = found(one, dt.date(2025, 1, 1), only=["G4"])
    assert entry.figures["limit"] == limit


def test_rhythm_of_contacts_before_the_signature_gives_no_longer_limit() -> None:
    visits = [held(f"v{year}", f"{year}-05-01") for year in (2006, 2007, 2008)]
    (entry,) = found(world(told("signed", "2010-01-01"), contacts=visits), DAY, only=["G4"])
    assert (entry.figures["limit"], entry.case, entry.figures["last"]) == (36, "never", "2010-01-01")


def test_silence_is_not_counted_over_pauses() -> None:
    paused = load_gap_config(('[calendar]\npaused = ["2020-02/2023-01"]', "gaps.toml"))
    one = world(told("signed", "2019-10-22"))
    # From 2019-10-22 to 2024-02-22 are 52 months, 36 of them in the pause; 36 more are up in October 2025.
    day = dt.date(2024, 2, 22)
    assert rules_of(found(one, day), "G4") == [("G4", "never", "unknown")]
    assert rules_of(found(one, day, rules=paused), "G4") == []
    (entry,) = found(one, dt.date(2025, 11, 22), only=["G4"], rules=paused)
    assert (entry.figures["months"], entry.figures["paused_months"], entry.figures["limit"]) == (37, 36, 36)
    commitment = Commitment(
        id="plan-01",
        plan="plan",
        verb="advance",
        text=Bilingual("", ""),
        targets=("partner",),
        statements=(OLD,),
    )
    told_in_2020 = replace(commitment, statements=(replace(OLD, known_on=dt.date(2020, 1, 22)),))
    named = world(told("contact", "2010"), commitments=(told_in_2020,))
    assert rules_of(found(named, dt.date(2021, 1, 22)), "G2") == [("G2", "named", "unknown")]
    assert rules_of(found(named, dt.date(2021, 1, 22), rules=paused), "G2") == []
    assert paused.hash != RULES.hash
    words = load_texts("en")
    said = Wording(one, paused, load_naming("un"), words).says(entry)
    assert said == (
        "no contact recorded since the signature 2019-10-22, 37 months, limit 36 "
        "(not counted: 36 months of the pause 2020-02–2023-01)"
    )


@pytest.mark.parametrize("text", ["2023-01/2020-02", "2020-02", "spring/autumn", "2020-13/2021"])
def test_pause_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_gap_config((f"[calendar]\npaused = ['{text}']", "gaps.toml"))
    assert f"'{text}' is no time of a pause (gaps.toml:2)" in str(caught.value)


def test_pauses_that_touch_are_one() -> None:
    assert [(pause.first, pause.last) for pause in read_pauses(["2021/2021-06", "2020-02/2020"], "here")] == [
        (dt.date(2020, 2, 1), dt.date(2021, 6, 30))
    ]


def test_tie_without_a_date_is_stated_not_signed() -> None:
    one = world(told("signed", "", said="2012-04-26"), own_ports=("home-port",))
    by_rule = {entry.rule: entry for entry in found(one)}
    teller = Wording(one, RULES, load_naming("un"), load_texts("en"))
    for rule, said in (
        ("G4", "no contact recorded; the tie is stated on 2012-04-26, 93 months ago, limit 36"),
        ("G9", "Sister city, stated on 2012-04-26"),
        ("G10", "both are port cities with a formal tie, stated on 2012-04-26"),
    ):
        text = teller.says(by_rule[rule])
        assert said in text and "since the signature" not in text and "since 2012" not in text


def test_g2_of_a_tie_in_force_asks_to_deepen_it() -> None:
    named = replace(OLD, known_on=dt.date(2018, 1, 22))
    commitment = Commitment(
        id="plan-01",
        plan="plan",
        verb="deepen",
        text=Bilingual("", ""),
        targets=("partner",),
        statements=(named,),
    )
    (entry,) = found(world(told("signed", "2005"), commitments=(commitment,)), only=["G2"])
    assert entry.next == "deepen"
    (entry,) = found(world(told("intent", "2005"), commitments=(commitment,)), only=["G2"])
    assert entry.next == "contact"


def test_months_from_a_bare_year_are_a_range() -> None:
    one = world(told("intent", "2018"))
    # From 2018-01-01 to 2021-01-05 are 36 months and 4 days, from 2018-12-31 they are 24 and 5 days.
    (entry,) = found(one, dt.date(2021, 1, 5), only=["G1"])
    assert entry.figures["months"] == "24–36"
    assert found(one, dt.date(2020, 12, 20), only=["G1"]) == (), "it may stand there for less than 24 months"


def test_g5_lasts_until_an_event_is_held_or_planned() -> None:
    one = world(told("signed", "2010-11-11"))
    (entry,) = found(one, DAY, only=["G5"])
    assert (entry.figures["years"], entry.figures["day"], entry.next, entry.due, entry.certainty) == (
        10,
        "2020-11-11",
        "event",
        dt.date(2020, 11, 11),
        Certainty.UNKNOWN,
    )
    planned = held(
        "e",
        "2020-10-01",
        "event",
        status="planned",
        statements=(replace(OLD, known_on=dt.date(2020, 1, 10)),),
    )
    known = dt.date(2020, 1, 15)
    assert found(world(told("signed", "2010-11-11"), contacts=[planned]), DAY, known, only=["G5"]) == ()
    assert (
        len(
            found(
                world(told("signed", "2010-11-11"), contacts=[planned]), DAY, dt.date(2020, 1, 5), only=["G5"]
            )
        )
        == 1
    ), "nobody knew of the plan yet"
    cancelled = replace(planned, status="cancelled")
    assert len(found(world(told("signed", "2010-11-11"), contacts=[cancelled]), DAY, only=["G5"])) == 1
    (late,) = found(one, dt.date(2020, 12, 1), only=["G5"])
    assert (late.case, late.next, late.due) == ("passed", "late", None)
    (next_year,) = found(world(told("signed", "2016-03-01")), dt.date(2020, 10, 15), only=["G5"])
    assert next_year.figures["day"] == "2021-03-01", "shown half a year ahead"
    with_own = load_gap_config(("[G5.limits]\nevery = 4\nevent_every = 8", "gaps.toml"))
    assert [
        entry.figures["years"]
        for entry in found(world(told("signed", "2012-05-01")), DAY, only=["G5"], rules=with_own)
    ] == [8]


def test_g5_counts_an_exchange_city_that_became_a_sister_city_once() -> None:
    exchange = Tie(
        "first",
        "relation",
        (told("signed", "2005-03-01", kind="friendly_exchange_city"),),
        parties=("home", "partner"),
    )
    sister = Tie("second", "relation", (told("signed", "2010-07-25"),), parties=("home", "partner"))
    one = world(told("signed", "2010-07-25"))
    both = with_facts(one, "partner", ties=(exchange, sister))
    assert [(entry.figures["years"], entry.figures["kind"]) for entry in found(both, only=["G5"])] == [
        (10, "sister_city")
    ]


def test_g6_and_g7_look_at_the_distribution_of_contacts() -> None:
    visits = [held(f"v{month}", f"2019-{month:02d}-01", topics=("trade",)) for month in range(1, 9)]
    one = world(told("signed", "2010-11-11"), contacts=visits)
    assert rules_of(found(one), "G6") == [("G6", "received", "unknown")]
    both = [*visits, *(held(f"o{month}", f"2019-{month:02d}-15", kind="outbound") for month in range(1, 9))]
    assert rules_of(found(world(told("signed", "2010-11-11"), contacts=both)), "G6") == []
    met = replace(one, met_on={"chamber": [contact.id for contact in visits]})
    assert ("G7", "counterpart", "unknown") in rules_of(found(met), "G7")


def test_g8_g9_and_g10_compare_channels_with_ties() -> None:
    post = Channel("post", "partner_post", (Existence(OLD, "1995"),))
    country = Partner(
        Party(id="france", label="CountryOrArea", country="FR", continent="EU"),
        False,
        LinkFacts(partner="france", channels=(post,)),
    )
    alone = world(partners={"france": country})
    assert rules_of(found(alone), "G8") == [("G8", "open", "gap")]
    tied = replace(
        country, facts=replace(country.facts, ties=(Tie("tie", "relation", (told("signed", "2001"),)),))
    )
    assert rules_of(found(world(partners={"france": tied})), "G8") == []
    assert rules_of(found(world(told("signed", "2001"))), "G9") == [("G9", "none", "unknown")]
    sister = Partner(
        Party(id="harbour", label="Port", country="FR", continent="EU"),
        True,
        LinkFacts(
            partner="harbour",
            ties=(Tie("ports", "relation", (told("signed", "2019-08-20", kind="sister_port"),)),),
        ),
    )
    (entry,) = found(world(partners={"harbour": sister}, ports={"harbour": ("town",)}), only=["G10"])
    assert (entry.partner, entry.case, entry.facts) == ("town", "city", ("ports",))
    both = world(told("signed", "2001"), own_ports=("home-port",))
    assert rules_of(found(both), "G10") == [("G10", "port", "unknown")]
    partners = {**both.partners, "harbour": sister}
    assert rules_of(found(replace(both, partners=partners, ports={"harbour": ("partner",)})), "G10") == []


def test_g10_knows_regions_with_a_seaport_and_undated_ties_of_ports() -> None:
    one = world(told("signed", "2017-05-11"), own_ports=("home-port",))
    region = replace(one.partners["partner"].party, label="Region", level="province")
    partners = {"partner": replace(one.partners["partner"], party=region)}
    assert rules_of(found(replace(one, partners=partners)), "G10") == [("G10", "port", "unknown")]

    def with_port(said: str, *more: TieStatement) -> World:
        tie = Tie("ports", "relation", (told("signed", "", kind="sister_port", said=said), *more))
        harbour = Partner(
            Party(id="harbour", label="Port", country="FR"), True, LinkFacts(partner="harbour", ties=(tie,))
        )
        partners = {**one.partners, "harbour": harbour}
        return replace(one, partners=partners, ports={"harbour": ("partner",)})

    assert rules_of(found(with_port("")), "G10") == []
    assert rules_of(found(with_port("2021")), "G10") == [("G10", "port", "unknown")], "stated later"
    over = TieStatement(
        statement=replace(OLD, id="over"), kind="sister_port", status="terminated", steps={}, said="2015"
    )
    assert rules_of(found(with_port("", over)), "G10") == [("G10", "port", "unknown")]


def test_g11_and_g12_look_at_the_whole_circle() -> None:
    one = world(told("signed", "2001"))
    assert {entry.subject for entry in found(one, only=["G11"])} == {"AF", "AS", "NA", "OC", "SA"}
    own = load_gap_config(("[G11.limits]\ntargets = { EU = 0.5, AF = 0.5 }", "gaps.toml"))
    assert [
        entry.figures["target"] for entry in found(one, only=["G11"], rules=own) if entry.subject == "AF"
    ] == [50]
    odd = load_gap_config(("[G11.limits]\ntargets = { blok = 0.5 }", "gaps.toml"))
    joined = replace(one, memberships={"FR": (("bloc", Tie("t", "relation", (told("signed", "2001"),))),)})
    assert "blok" not in {entry.subject for entry in found(joined, only=["G11"], rules=odd)}, (
        "nobody ever joined it: no certain gap"
    )
    (error,) = unknown_groups(joined, odd)
    assert "there is no group 'blok' to aim at" in str(error) and "did you mean bloc" in str(error)
    assert unknown_groups(joined, own) == []
    entry = next(entry for entry in found(one, only=["G12"]) if entry.case == "continents")
    assert (entry.figures["herfindahl"], entry.figures["entropy"], entry.figures["top"]) == (1.0, 0.0, "EU")
    even = shares(dict.fromkeys("abcd", 2.0), "abcd")
    assert (herfindahl(even), entropy(even)) == (0.25, 1.0)
    assert herfindahl(shares({}, "ab")) == 0.0


def test_g13_needs_thirty_ties() -> None:
    def bond(number: int) -> Partner:
        name = f"p{number:02d}"
        party = Party(
            id=name,
            label="City",
            country="FR",
            continent="EU",
            population=100_000 + 1_000 * number,
            lat=float(number),
            lon=10.0,
            port=bool(number % 2),
        )
        visits = (
            tuple(held(f"{name}-v{year}", f"{year}-06-01") for year in range(2015, 2020)) if number else ()
        )
        return Partner(
            party,
            True,
            LinkFacts(
                partner=name,
                ties=(Tie(f"t-{name}", "relation", (told("signed", "2001"),), parties=("home", name)),),
                contacts=visits,
            ),
        )

    home = Party(id="home", label="City", country="CN", lat=50.0, lon=100.0)
    few = world(home=home, partners={f"p{number:02d}": bond(number) for number in range(29)})
    assert found(few, only=["G13"]) == ()
    many = world(home=home, partners={f"p{number:02d}": bond(number) for number in range(30)})
    assert [entry.partner for entry in found(many, only=["G13"])] == ["p00"]


def test_g14_names_the_rule_that_prevents_a_tie() -> None:
    one = world(told("intent", "2019"))
    assert found(one, only=["G14"]) == ()
    none = replace(one, relations={"FR": (DiplomaticRelations("rel", False, "", (OLD,)),)})
    assert rules_of(found(none), "G14") == [("G14", "diplomacy", "gap")]
    resumed = replace(
        one,
        relations={
            "FR": (
                DiplomaticRelations("rel", False, "", (OLD,)),
                DiplomaticRelations("rel2", True, "2018-01-01", (OLD,)),
            )
        },
    )
    assert found(resumed, only=["G14"]) == ()
    region = replace(
        one,
        partners={
            "partner": replace(
                one.partners["partner"], party=replace(one.partners["partner"].party, level="region")
            )
        },
    )
    assert rules_of(found(region), "G14") == [("G14", "level", "gap")]
    neighbour = TieElsewhere(
        "partner",
        Party(id="next", label="City", country="CN"),
        Tie("other", "relation", (told("signed", "2001"),), parties=("home", "partner")),
    )
    assert rules_of(found(replace(one, ties_elsewhere=(neighbour,))), "G14") == [("G14", "neighbour", "gap")]
    off = load_gap_config(('[G14.limits]\nneighbour = "off"', "gaps.toml"))
    assert found(replace(one, ties_elsewhere=(neighbour,)), only=["G14"], rules=off) == ()


def test_g15_and_g16_look_at_the_sources() -> None:
    assert rules_of(found(world(told("signed", "2001"))), "G15") == [("G15", "single", "gap")]
    assert rules_of(found(world(told("signed", ""), told("signed", "", source="other"))), "G15") == [
        ("G15", "undated", "gap")
    ]
    over = replace(told("terminated", said="2019-01-01", source="other"), steps={})
    assert rules_of(found(world(told("signed", "2001", said="2015-01-01"), over)), "G15") == []
    one, other = told("signed", "2001"), told("signed", "2002", source="other")
    differ = world(one, other)
    said = TieContradiction(
        tie="tie",
        fact="tie",
        property="signed",
        statements=(one.statement, other.statement),
        values=("2001", "2002"),
        said=("2019-12-31", "2019-12-31"),
    )
    assert rules_of(found(replace(differ, contradictions=(said,))), "G16") == [("G16", "differ", "gap")]
    assert found(replace(differ, contradictions=(said,)), dt.date(2019, 1, 1), only=["G16"]) == (), (
        "both speak of a later time"
    )
    decided = replace(
        differ.partners["partner"].facts.ties[0], decisions=(Decision("signed", "2001", dt.date(2019, 1, 1)),)
    )
    assert (
        found(replace(with_facts(differ, "partner", ties=(decided,)), contradictions=(said,)), only=["G16"])
        == ()
    )


@pytest.mark.parametrize(
    ("statements", "case", "value"),
    [
        ([told("signed", "2001-05-01")], "single", "tie"),
        ([told("signed", "2001-05-01"), told("signed", "", source="other")], "single", "signed"),
        ([told("signed", "2001-05-01"), told("signed", "2001", source="other")], None, None),
        (
            [told("signed", "2001-05-01"), *(told("signed", "2001-05", source=name) for name in "ab")],
            None,
            None,
        ),
    ],
    ids=["one source", "two, one with a date", "two that agree", "three that agree"],
)
def test_g15_tells_which_value_rests_on_one_source(
    statements: list[TieStatement], case: str | None, value: str | None
) -> None:
    visits = [held(f"v{year}", f"{year}-06-01") for year in range(2015, 2020)]
    every = found(world(*statements, contacts=visits), only=["G15"])
    entries = [entry for entry in every if entry.case != "quality"]
    assert [(entry.case, entry.figures["value"]) for entry in entries] == ([(case, value)] if case else [])


def test_g16_names_the_step_that_sources_date_differently() -> None:
    one, other = told("contact", "2005"), told("contact", "2006", source="other")
    said = TieContradiction(
        tie="tie",
        fact="tie/sister_city/contact",
        property="date",
        statements=(one.statement, other.statement),
        values=("2005", "2006"),
        said=("2010", "2010"),
    )
    differ = world(one, other, contradictions=(said,))
    (entry,) = found(differ, only=["G16"])
    assert entry.figures["property"] == "contact_date"
    teller = Wording(differ, RULES, load_naming("un"), load_texts("en"))
    assert teller.says(entry) == "first contact: 2005 or 2006"


def test_g11_says_what_it_counts() -> None:
    one = world(told("signed", "2001"))
    entry = next(entry for entry in found(one, only=["G11"]) if entry.subject == "AF")
    said = {
        lang: Wording(one, RULES, load_naming("cn"), load_texts(lang)).says(entry) for lang in ("en", "zh")
    }
    assert said == {"en": "none of 1 sister cities is in Africa", "zh": "1 个友好城市中，非洲为零"}


# --- board --------------------------------------------------------------------------------------------------


def test_board_shows_where_a_tie_stands_and_what_came_later() -> None:
    commitment = Commitment(
        id="plan-01",
        plan="plan",
        verb="advance",
        text=Bilingual("become sister cities", ""),
        targets=("partner",),
        due=2020,
        statements=(replace(OLD, known_on=DAY),),
    )
    one = world(
        told("target", said="2020-01-22"),
        told("intent", "2019"),
        told("signed", "2022-01-18", said="2022-01-19", known=dt.date(2022, 1, 19)),
        commitments=(commitment,),
    )
    (card,) = board(WorldOnDate(one, CONFIG, AsOf(DAY)))
    assert (card.lane, card.column, card.since, card.waits_on, card.last_movement) == (
        Lane.TARGET,
        "intent",
        "2019",
        "home",
        "2020-01-22",
    )
    assert [entry.date for entry in card.later] == ["2022-01-18"]
    assert [entry.id for entry in card.commitments] == ["plan-01"]
    (then,) = board(WorldOnDate(one, CONFIG, AsOf(DAY, DAY)))
    assert then.later == (), "nobody could know"
    (signed,) = board(WorldOnDate(one, CONFIG, AsOf(dt.date(2023, 1, 1))))
    assert (signed.column, signed.waits_on, signed.position.next) == ("signed", "", None)
    assert board(WorldOnDate(one, CONFIG, AsOf(dt.date(2030, 1, 1)))) == (), "reached long ago"


@pytest.mark.parametrize(
    ("date", "low", "high", "said"),
    [
        ("2019", 0.7, 12.7, "1–13"),  # 22 days since 2019-12-31, 386 since 2019-01-01
        ("2019-12", 0.7, 1.7, "1–2"),
        ("2019-06-22", 7.0, 7.0, "7"),
        ("", 0.7, None, "≥ 1"),  # stated as of 2019-12-31
    ],
)
def test_card_tells_a_range_of_months_where_the_date_is_not_exact(
    date: str, low: float, high: float | None, said: str
) -> None:
    (card,) = board(WorldOnDate(world(told("intent", date)), CONFIG, AsOf(DAY)))
    assert round(card.months_low, 1) == low
    assert (card.months_high if card.months_high is None else round(card.months_high, 1)) == high
    assert months_said(card) == said


def test_target_of_an_unknown_time_stands_on_the_board_without_a_duration() -> None:
    (card,) = board(WorldOnDate(world(told("target", said="", published="")), CONFIG, AsOf(DAY)))
    assert (card.stage, card.since, card.dated, card.last_movement) == ("target", "", False, "")
    assert months_said(card) == ""
    assert card.signed_kind == ""
    signed = world(told("signed", said="", published=""))
    assert board(WorldOnDate(signed, CONFIG, AsOf(DAY))) == ()


def test_card_waits_on_the_side_that_is_behind() -> None:
    one = world(told("approval", "2019-05-01"))
    (card,) = board(WorldOnDate(one, CONFIG, AsOf(DAY)))
    assert (card.column, card.waits_on, card.position.next.id if card.position.next else "") == (
        "approved",
        "both",
        "signed",
    )
    mayor = TieStep(
        tie="tie",
        procedure="cn-sister",
        step="mayor",
        stage="intent",
        track="partner",
        status="done",
        date="2019-06-01",
        statements=(OLD,),
    )
    (behind,) = board(WorldOnDate(replace(one, steps={"tie": (mayor,)}), CONFIG, AsOf(DAY)))
    assert (behind.waits_on, behind.position.next.id if behind.position.next else "") == (
        "partner",
        "council",
    )


# --- rules changed by an office -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "[G5.limits]\nevery = 'five'",
            "the setting 'G5.limits.every' is no number (gaps.toml:2): write a whole number",
        ),
        ("[G5.limits]\nevery = 2.5", "write a whole number"),
        (
            "[G5.limits]\nevery = 0",
            "the setting 'G5.limits.every' is 0 (gaps.toml:2): it must lie between 1 and 100",
        ),
        (
            "# ours\n\n[G5.limits]\nevery = 4",
            "events are proposed every 10 years, but anniversaries come every 4 (gaps.toml:4)",
        ),
        ("[G99]\non = false", "unknown setting 'G99' (gaps.toml:1)"),
        ("[G5]\nof = false", "unknown setting 'G5.of' (gaps.toml:2): did you mean on?"),
        ("[G5]\non = 'no'", "the setting 'G5.on' is neither true nor false (gaps.toml:2)"),
        ("[G5]\nseverity = 'hihg'", "did you mean high?"),
        ("[G3.limits]\nkinds = ['sister_citi']", "did you mean sister_city?"),
        ("[G3.limits]\nkinds = []", "is a list of texts"),
        (
            "[G11.limits]\ntargets = { AF = 0.6, EU = 0.6 }",
            "the target shares of the continents add up to 1.2 (gaps.toml:2)",
        ),
        ("[G4.limits]\nmonths = 12", "the limits of G4 are those of G3 (gaps.toml:2): write [G3.limits]"),
        (
            "[G11.limits]\ntargets = { XX = 0.1 }",
            (
                "there is no group 'XX' to aim at (gaps.toml:2): "
                "known are AF, AS, EU, NA, OC, SA, and the ids of"
            ),
        ),
        ("[G11.limits]\ntargets = { AN = 0.1 }", "there is no group 'AN' to aim at (gaps.toml:2): known are"),
        (
            '[G11.limits]\ntargets = { "Belt and Road" = 0.1 }',
            "there is no group 'Belt and Road' to aim at (gaps.toml:2)",
        ),
        ("[G11.limits]\ntargets = { AF = 2 }", "the share of AF is 2 (gaps.toml:2)"),
        ("[G14.limits]\nneighbour = 'town'", "'town' in the setting 'G14.limits.neighbour' is not known"),
        ("[G5.limits\n", "the file is no readable TOML (gaps.toml)"),
        ("G5 = 3", "the setting 'G5' is a table (gaps.toml:1)"),
    ],
)
def test_forbidden_rule_change_is_refused_with_its_line(text: str, part: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_gap_config((text, "gaps.toml"))
    assert part in str(caught.value)


def test_office_can_change_limits_and_switch_rules_off() -> None:
    own = load_gap_config(
        ("[G1]\nseverity = 'low'\n[G1.limits]\nintent_months = 36\n[G15]\non = false\n", "gaps.toml")
    )
    assert own.hash != RULES.hash
    one = world(told("intent", "2018-01-01"))
    assert found(one, dt.date(2020, 2, 1), only=["G1"], rules=own) == ()
    assert found(one, dt.date(2021, 2, 1), only=["G1"], rules=own)[0].severity == "low"
    assert rules_of(found(world(told("signed", "2001")), rules=own), "G15") == []
    assert own["G4"].limits == own["G3"].limits


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rules_page_is_up_to_date(lang: str) -> None:
    name = "gap-rules.md" if lang == "en" else "gap-rules.zh.md"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == render(lang), "run 'make docs'"
