"""Candidates, scenarios, coverage and commitments in small handmade worlds."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

from graph.errors import ConfigurationError
from graph.facts.as_of import AsOf
from graph.facts.link_facts import Channel, Contact, Existence, LinkFacts, Project, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Commitment, Consulate, Coverage, Outcome, Partner, Party, World
from graph.i18n import Bilingual
from graph.planning.candidates.ranking import candidates
from graph.planning.candidates.terms import TERMS, weights
from graph.planning.commitments import NOT_RECORDED, OPEN, answers
from graph.planning.distribution import CoverageCell, continents_by_sector, distribution, partners_by_year
from graph.planning.findings import Certainty, Finding
from graph.planning.gap_rules import default_gap_config
from graph.planning.gaps import find_gaps
from graph.planning.next_steps import next_steps
from graph.planning.scenario import applied, compare, idle, signed_already
from graph.planning.scenario_file import read_scenario
from graph.world_on_date import WorldOnDate
from tests.graph.strength_ties import CONFIG

RULES = default_gap_config()
OLD = Statement("s-old", "old", "A", known_on=dt.date(1980, 1, 1))
DAY = dt.date(2020, 1, 22)
HOME = Party(
    id="home",
    label="City",
    country="CN",
    continent="AS",
    level="city",
    population=1_000_000,
    port=True,
    lat=24.5,
    lon=118.1,
)


def party(name: str, **changed: object) -> Party:
    return replace(
        Party(id=name, label="City", name_en=name, name_zh=name, country="FR", continent="EU", level="city"),
        **changed,
    )


def tie(name: str, status: str = "signed", date: str = "2001-05-01", *, partner: str = "tied") -> Tie:
    return Tie(
        name,
        "relation",
        (
            TieStatement(
                statement=Statement(f"s-{name}", "list", "A", known_on=OLD.known_on),
                kind="sister_city",
                status=status,
                steps={status: date},
                said="2019-12-31",
            ),
        ),
        parties=("home", partner),
    )


def visit(name: str, day: str, **changed: object) -> Contact:
    return replace(
        Contact(
            id=name,
            what="visit",
            main=name,
            kind="inbound",
            level="mayor",
            topics=("trade",),
            start=day,
            statements=(OLD,),
        ),
        **changed,
    )


def world(*bonds: Partner, **more: object) -> World:
    return World(home=HOME, partners={partner.party.id: partner for partner in bonds}, **more)


def on(day: dt.date, here: World, known: dt.date | None = None) -> WorldOnDate:
    return WorldOnDate(here, CONFIG, AsOf(day, known))


# --- candidates ---------------------------------------------------------------------------------------------


def test_weights_add_up_and_every_term_has_a_reason() -> None:
    assert math.fsum(weight for weight, _ in weights().values()) == pytest.approx(1.0)
    assert all(reason.en and reason.zh for _, reason in weights().values())


def test_term_without_data_is_reported() -> None:
    same = party("same", population=1_000_000, port=True, continent="AF", country="ZA")
    bare = party("bare", continent="", country="")
    found = candidates(
        on(
            DAY,
            world(
                Partner(party("tied"), True, LinkFacts(partner="tied", ties=(tie("t"),))),
                cities=(same, bare, party("tied")),
            ),
        ),
        least_known=0.0,
    )
    assert [entry.party.id for entry in found] == ["same", "bare"], "a place with a formal tie is none"
    values = {term.name: term.value for term in found[0].terms}
    assert values == {
        "size": 1.0,
        "port": 1.0,
        "industry": None,
        "connectivity": None,
        "channel": None,
        "portfolio": 1.0,
    }
    assert (found[0].score, round(found[0].known, 9)) == (1.0, 0.55)
    assert (found[0].low, found[0].high) == (pytest.approx(0.55), 1.0)
    assert found[1].missing == TERMS and (found[1].score, found[1].low, found[1].high) == (0.0, 0.0, 1.0)
    assert candidates(on(DAY, world(cities=(bare,)))) == ()


def test_complete_record_counts_what_is_absent_as_zero() -> None:
    tables = ("port_links", "consulates", "organisations")
    records = tuple(
        Coverage(
            id=name,
            dataset=name,
            kind="",
            first=dt.date(1900, 1, 1),
            last=dt.date(2100, 1, 1),
            statements=(OLD,),
        )
        for name in tables
    )
    (found,) = candidates(
        on(DAY, world(cities=(party("one", population=1_000_000),), coverage=records)), least_known=0.0
    )
    values = {term.name: term.value for term in found.terms}
    assert values["connectivity"] == 0.0 and values["channel"] == 0.0


def test_routes_channels_and_projects_count() -> None:
    route = Channel("route", "route", (Existence(OLD, "2010"),))
    post = Channel("post", "partner_post", (Existence(OLD, "2010"),))
    place = party("place")
    ours, theirs = (
        Project(id="ours", status="operating", start="2015", statements=(OLD,)),
        Project(id="theirs", status="operating", start="2015", statements=(OLD,)),
    )
    here = world(
        Partner(place, False, LinkFacts(partner="place", projects=(theirs,))),
        Partner(
            party("other", country="JP", continent="AS"), False, LinkFacts(partner="other", projects=(ours,))
        ),
        Partner(
            Party(id="france", label="CountryOrArea", country="FR", continent="EU"),
            False,
            LinkFacts(partner="france", channels=(route, post)),
        ),
        cities=(place,),
        sectors={"ours": ("fishery",), "theirs": ("fishery", "film")},
    )
    (found,) = candidates(on(DAY, here), least_known=0.0)
    values = {term.name: term for term in found.terms}
    assert values["industry"].value == 0.5 and values["industry"].figures["common"] == ("fishery",)
    assert values["connectivity"].value == 0.5, "the route goes to the country"
    assert found.terms[2].facts == ("theirs",) and found.terms[2].sources == ("old",)


# --- scenarios ----------------------------------------------------------------------------------------------

SIGN = '[[sign]]\npartner = "new"\nkind = "sister_city"\ndate = 2020-06-01\n'
VISIT = '[[visit]]\npartner = "tied"\ndirection = "outbound"\nlevel = "mayor"\ndate = 2020-09-01\n'


def small() -> World:
    post = Channel("post", "partner_post", (Existence(OLD, "1995"),))
    tied = Partner(
        party("tied"),
        True,
        LinkFacts(partner="tied", ties=(tie("t"),), contacts=(visit("v", "2019-06-01"),), channels=(post,)),
    )
    new = Partner(
        party("new", continent="AF", country="ZA"),
        True,
        LinkFacts(partner="new", ties=(tie("n", "intent", "2017-01-01", partner="new"),)),
    )
    land = Partner(party("land", label="CountryOrArea"), False, LinkFacts(partner="land"))
    return world(
        tied,
        new,
        land,
        cities=(party("far", continent="SA", country="BR"),),
        consulates=(Consulate(id="post", kind="consulate", seat="home", country="FR", covers=(), here=True),),
    )


def test_scenario_changes_a_copy_and_shows_both() -> None:
    here = small()
    kept = repr(here)
    text = (
        SIGN
        + '[[close]]\npost = "post"\ndate = 2020-03-01\n'
        + '[[visit]]\npartner = "tied"\ndirection = "outbound"\nlevel = "mayor"\ndate = 2020-09-01\n'
        + '[[event]]\npartner = "tied"\nkind = "anniversary"\ndate = 2021-05-01\nstatus = "planned"\n'
        + '[[sign]]\npartner = "far"\nkind = "sister_city"\ndate = 2020-10-01\n'
    )
    done = compare(here, read_scenario(text, "s.toml", here), CONFIG, RULES, DAY)
    assert repr(here) == kept, "nothing of the world itself changes"
    assert done.as_of == dt.date(2021, 5, 1), "the last day of the changes"
    assert {shift.partner for shift in done.shifts} == {"tied", "new", "far"}
    assert next(shift for shift in done.shifts if shift.partner == "new").difference > 0
    assert ("G1", "new") in {(entry.rule, entry.partner) for entry in done.ended}
    assert ("G11", "AF") in {(entry.rule, entry.subject) for entry in done.ended}
    assert not done.after.partners["tied"].counted.channels
    assert {row.group: row.ties for row in done.spread_after.groups}["SA"] == 1
    assert "new" in {card.partner for card in done.cards_before} and "new" not in {
        card.partner for card in done.cards_after
    }


def test_end_terminates_the_tie() -> None:
    here = small()
    ended = applied(here, read_scenario('[[end]]\npartner = "tied"\ndate = 2020-01-10\n', "s.toml", here))
    assert on(DAY, ended).partners["tied"].in_force(["sister_city"]) == ()
    assert on(dt.date(2019, 12, 31), ended).partners["tied"].in_force(["sister_city"])


def test_end_holds_despite_a_later_source_that_finds_the_tie_in_force() -> None:
    later = replace(
        tie("t").tie_statements[0], statement=replace(OLD, id="later"), status="signed", said="2024-05-01"
    )
    partner = Partner(
        party("tied"),
        True,
        LinkFacts(
            partner="tied", ties=(replace(tie("t"), tie_statements=(*tie("t").tie_statements, later)),)
        ),
    )
    here = world(partner)
    assert on(dt.date(2026, 1, 1), here).partners["tied"].in_force(["sister_city"])
    ended = applied(here, read_scenario('[[end]]\npartner = "tied"\ndate = 2020-05-01\n', "s.toml", here))
    assert on(dt.date(2026, 1, 1), ended).partners["tied"].in_force(["sister_city"]) == ()


def test_changes_after_the_day_are_reported() -> None:
    here = small()
    read = replace(read_scenario(SIGN, "s.toml", here), as_of=DAY)
    done = compare(here, read, CONFIG, RULES, DAY)
    assert not done.shifts
    assert [change.where for change in idle(read, done)] == ["s.toml:1"]


def test_signing_a_signed_tie_is_reported() -> None:
    here = small()
    again = read_scenario(SIGN.replace('"new"', '"tied"'), "s.toml", here)
    assert [(change.where, since) for change, since in signed_already(here, again)] == [
        ("s.toml:1", "2001-05-01")
    ]
    assert signed_already(here, read_scenario(SIGN, "s.toml", here)) == []


def test_consulate_is_open_from_its_opening_to_its_closing() -> None:
    post = Consulate(
        id="p",
        kind="consulate",
        seat="home",
        country="FR",
        covers=(),
        here=True,
        existence=(Existence(OLD, "1995-02-28", "2010"),),
    )
    assert [post.is_open(AsOf(dt.date(year, 6, 1))) for year in (1985, 1996, 2011)] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "the scenario changes nothing (s.toml)"),
        ("[[sing]]\n", "unknown setting 'sing' (s.toml:1): did you mean sign"),
        (SIGN.replace("partner", "partnr"), "unknown setting 'sign.partnr' (s.toml:2): did you mean partner"),
        (SIGN.replace('"new"', '"nwe"'), "there is no place 'nwe' (s.toml:2): did you mean new"),
        (SIGN.replace("sister_city", "sisters"), "the word 'sisters' is not known (s.toml:3)"),
        (SIGN.replace("2020-06-01", '"June"'), "'June' in the setting 'sign.date' is no date (s.toml:4)"),
        (
            SIGN.replace("2020-06-01", "9999-12-31"),
            "9999-12-31 in the setting 'sign.date' cannot be asked of (s.toml:4): days go from 1000-01-01 to",
        ),
        ("as_of = 3000-01-01\n" + SIGN, "3000-01-01 in the setting 'as_of' cannot be asked of (s.toml:1)"),
        (SIGN + '[[sign]]\npartner = "new"\n', "the setting 'sign' lacks kind (s.toml:5)"),
        ("[sign]\npartner = 'new'\n", "the setting 'sign' is a list of tables (s.toml:1)"),
        ('[[close]]\npost = "pots"\ndate = 2020\n', "there is no post 'pots' (s.toml:2): did you mean post"),
        (
            SIGN.replace("sister_city", "sister_port"),
            "'new' is no port, and a tie of ports joins two (s.toml:1)",
        ),
        (
            SIGN.replace('"new"', '"land"'),
            "'land' is no city, province or state, which such a tie joins (s.toml:1)",
        ),
        (SIGN.replace('"new"', '"home"'), "'home' is the home itself (s.toml:2)"),
        (
            SIGN.replace("2020-06-01", "1700-01-01"),
            "the change lies before anything that is recorded (s.toml:1): the first record is of 1995-01-01",
        ),
        (
            '[[event]]\npartner = "new"\nkind = "aniversary"\ndate = 2020\n',
            "the word 'aniversary' is not known (s.toml:3): did you mean anniversary",
        ),
        (
            VISIT + 'topics = ["trade", "trad"]\n',
            "the word 'trad' is not known (s.toml:6): did you mean trade",
        ),
        (SIGN + SIGN, "'new' is signed twice (s.toml:5)"),
        ('[[end]]\npartner = "far"\ndate = 2020\n', "with 'far' nothing is signed that could end (s.toml:1)"),
        ('[[end]]\npartner = "tied"\ndate = 2000\n', "the tie with 'tied' was signed later"),
        (
            SIGN + '[[end]]\npartner = "new"\ndate = 2020-05-01\n',
            "the tie with 'new' was signed later, on 2020-06-01 (s.toml:5)",
        ),
        ("name = \n", "the file is no readable TOML (s.toml)"),
    ],
)
def test_faulty_scenario_is_refused_with_its_line(text: str, part: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_scenario(text, "s.toml", small())
    assert part in str(caught.value)


# --- coverage -----------------------------------------------------------------------------------------------


def test_empty_cell_shows_whether_it_is_known() -> None:
    here = small()
    matrix = partners_by_year(on(DAY, here), ["tied", "new"], years=3)
    assert matrix.columns == ("2018", "2019", "2020")
    assert (matrix.cell("tied", "2019"), matrix.cell("tied", "2018")) == (
        CoverageCell.SOME,
        CoverageCell.NOT_RECORDED,
    )
    assert matrix.facts["tied", "2019"] == ("v",)
    records = tuple(
        Coverage(
            id=name,
            dataset=name,
            kind="",
            first=dt.date(2018, 1, 1),
            last=dt.date(2018, 12, 31),
            statements=(OLD,),
        )
        for name in ("visits", "events")
    )
    declared = partners_by_year(on(DAY, replace(here, coverage=records)), ["tied", "new"], years=3)
    assert (declared.cell("tied", "2018"), declared.cell("tied", "2020")) == (
        CoverageCell.NONE,
        CoverageCell.NOT_RECORDED,
    )
    sectors = continents_by_sector(on(DAY, here))
    assert (sectors.cell("EU", "economy"), sectors.cell("AF", "economy")) == (
        CoverageCell.SOME,
        CoverageCell.NOT_RECORDED,
    )


def test_distribution_by_continent_country_and_level() -> None:
    here = small()
    by = distribution(on(DAY, here), "continent", ["sister_city"], {"AF": 0.2})
    assert {row.group: (row.ties, row.target) for row in by.groups}["AF"] == (0, 0.2)
    assert (by.herfindahl, by.entropy) == (1.0, 0.0)
    assert [row.group for row in distribution(on(DAY, here), "country", ["sister_city"], {}).groups] == ["FR"]
    own = Consulate(
        id="ours",
        kind="consulate_general",
        seat="far",
        country="CN",
        covers=("tied",),
        here=False,
        existence=(Existence(OLD),),
    )
    district = distribution(on(DAY, replace(here, consulates=(own,))), "district", ["sister_city"], {})
    assert [(row.group, row.ties) for row in district.groups] == [("ours", 1)]


# --- commitments --------------------------------------------------------------------------------------------


def test_not_found_is_reported_only_after_the_period() -> None:
    commitment = Commitment(
        id="p",
        plan="plan",
        verb="deepen",
        text=Bilingual("", ""),
        targets=("tied",),
        due=2020,
        statements=(OLD,),
    )
    nothing = Outcome(
        id="o",
        commitments=("p",),
        targets=("tied",),
        verdict="not_found",
        text=Bilingual("nothing", ""),
        statements=(replace(OLD, known_on=dt.date(2021, 1, 31)),),
    )
    here = world(commitments=(commitment,), outcomes=(nothing,))
    assert [answer.verdict for answer in answers(on(DAY, here))] == [OPEN]
    assert [answer.verdict for answer in answers(on(dt.date(2021, 2, 1), here))] == ["not_found"]
    assert [answer.verdict for answer in answers(on(dt.date(2021, 2, 1), replace(here, outcomes=())))] == [
        NOT_RECORDED
    ]
    late = Outcome(
        id="o2",
        commitments=("p",),
        targets=("tied",),
        verdict="done_late",
        text=Bilingual("signed", ""),
        date="2022-01-18",
        statements=(OLD,),
    )
    both = replace(here, outcomes=(nothing, late))
    assert [answer.verdict for answer in answers(on(dt.date(2021, 2, 1), both))] == ["not_found"]
    assert [answer.verdict for answer in answers(on(dt.date(2022, 2, 1), both))] == ["done_late"], (
        "the best one stands for it"
    )
    beyond = Outcome(
        id="o3",
        commitments=(),
        targets=("far",),
        verdict="extra",
        text=Bilingual("signed", ""),
        date="2019-05-12",
        statements=(OLD,),
    )
    assert [
        (answer.commitment, answer.verdict) for answer in answers(on(DAY, replace(both, outcomes=(beyond,))))
    ][-1] == (None, "extra")
    assert find_gaps(on(DAY, here), RULES, ["G2"]) == ()


@pytest.mark.parametrize(
    ("looked", "seen", "verdict"),
    [
        ("2026-11-23", "2020-01-22", OPEN),
        ("2026-11-23", "2021-06-01", NOT_RECORDED),
        ("2026-11-23", "2026-11-23", "not_found"),
        ("2020-06-01", "2021-06-01", NOT_RECORDED),
        ("2020-06-01", "2020-07-01", OPEN),
    ],
    ids=["first day", "before anybody looked", "looked", "looked too early", "time not over"],
)
@pytest.mark.parametrize("dated", [True, False])
def test_nothing_found_belongs_to_the_day_somebody_looked(
    looked: str, seen: str, verdict: str, dated: bool
) -> None:
    commitment = Commitment(
        id="p",
        plan="plan",
        verb="advance",
        text=Bilingual("", ""),
        targets=("far",),
        due=2020,
        statements=(OLD,),
    )
    # A dated search can rest on an old source; an undated one is as old as its statement.
    known = OLD if dated else replace(OLD, known_on=dt.date.fromisoformat(looked))
    nothing = Outcome(
        id="o",
        commitments=("p",),
        targets=("far",),
        verdict="not_found",
        text=Bilingual("nothing", ""),
        date=looked if dated else "",
        statements=(known,),
    )
    here = world(commitments=(commitment,), outcomes=(nothing,))
    assert [answer.verdict for answer in answers(on(dt.date.fromisoformat(seen), here))] == [verdict]
    beyond = world(outcomes=(replace(nothing, commitments=()),))
    shown = bool(answers(on(dt.date.fromisoformat(seen), beyond)))
    assert shown is (seen >= looked), "without a commitment there is no time to be over"


def test_promise_is_not_done_by_a_later_meeting() -> None:
    commitment = Commitment(
        id="p", plan="plan", verb="use", text=Bilingual("", ""), targets=("far",), due=2020, statements=(OLD,)
    )
    meeting = Outcome(
        id="o",
        commitments=("p",),
        targets=("far",),
        verdict="done",
        text=Bilingual("met", ""),
        date="2022-06-24",
        statements=(OLD,),
    )
    here = world(commitments=(commitment,), outcomes=(meeting,))
    days = (dt.date(2020, 6, 1), dt.date(2022, 6, 23), dt.date(2022, 6, 24))
    assert [answers(on(day, here))[0].verdict for day in days] == [OPEN, NOT_RECORDED, "done_late"]
    within = replace(here, outcomes=(replace(meeting, date="2020-06"),))
    assert answers(on(dt.date(2020, 12, 1), within))[0].verdict == "done"


# --- next steps ---------------------------------------------------------------------------------------------


def finding(rule: str, partner: str, **changed: object) -> Finding:
    return replace(
        Finding(
            rule=rule,
            partner=partner,
            subject=partner,
            case="silent",
            next="ask",
            certainty=Certainty.UNKNOWN,
            severity="medium",
            figures={},
            facts=(),
            sources=("old",),
        ),
        **changed,
    )


def test_findings_that_ask_for_the_same_step_are_one_line() -> None:
    commitment = Commitment(
        id="plan-1",
        plan="plan",
        verb="deepen",
        text=Bilingual("", ""),
        targets=("c",),
        due=2020,
        statements=(OLD,),
    )
    strong = tuple(visit(f"v{month}", f"2019-{month:02d}-01") for month in range(1, 9))
    bonds = [
        Partner(party(name), True, LinkFacts(partner=name, ties=(tie(f"t-{name}", partner=name),)))
        for name in "acd"
    ]
    bonds.append(
        Partner(party("b"), True, LinkFacts(partner="b", ties=(tie("t-b", partner="b"),), contacts=strong)),
    )
    here = on(DAY, world(*bonds, commitments=(commitment,)))
    soon, later = dt.date(2020, 3, 1), dt.date(2020, 9, 1)
    steps = next_steps(
        here,
        [
            finding("G9", "a", next="find", case="none"),
            finding("G9", "b", next="find", case="none_stated"),
            finding("G4", "a"),
            finding("G4", "c"),
            finding("G16", "c", next="decide"),
            finding("G5", "a", next="letter", due=later),
            finding("G5", "d", next="event", due=soon),
            finding("G11", "", next="look", certainty=Certainty.GAP),
        ],
    )
    assert [(step.rule, step.partners, step.commitments, step.due) for step in steps] == [
        ("G4", ("c", "a"), ("plan-1",), None),  # a plan asked for it
        ("G5", ("d",), (), soon),
        ("G5", ("a",), (), later),
        ("G9", ("b", "a"), (), None),  # by the strength at stake
        ("G16", ("c",), (), None),  # the plan did not ask for that
        ("G11", (), (), None),
    ]
    by_rule = {step.rule: step for step in steps}
    assert by_rule["G11"].certainty is Certainty.GAP and by_rule["G4"].certainty is Certainty.UNKNOWN


def test_settled_promise_asks_for_nothing() -> None:
    commitment = Commitment(
        id="plan-1",
        plan="plan",
        verb="deepen",
        text=Bilingual("", ""),
        targets=("a",),
        due=2020,
        statements=(OLD,),
    )
    done = Outcome(
        id="o",
        commitments=("plan-1",),
        targets=("a",),
        verdict="done",
        text=Bilingual("done", ""),
        date="2020-01-10",
        statements=(OLD,),
    )
    bond = Partner(party("a"), True, LinkFacts(partner="a", ties=(tie("t", partner="a"),)))
    here = world(bond, commitments=(commitment,), outcomes=(done,))
    (step,) = next_steps(on(DAY, here), [finding("G4", "a")])
    assert step.commitments == ()
    (step,) = next_steps(on(dt.date(2020, 1, 9), here), [finding("G4", "a")])
    assert step.commitments == ("plan-1",)
