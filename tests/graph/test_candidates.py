"""Candidates: what counts for a place, what was known of it, and the places of the gazetteer."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Channel, Existence, LinkFacts, Project, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Commitment, DiplomaticRelations, Partner, Party, PlaceStatement, World
from graph.naming.profile import load_naming
from graph.planning.candidates.gazetteer import KNOWN_ON, gazetteer, places_abroad
from graph.planning.candidates.ranking import candidates
from graph.planning.candidates.terms import RECORDED, TERMS, Candidate, counted_values
from graph.world_on_date import WorldOnDate
from tests.graph.strength_ties import CONFIG
from tests.stores import ROOT
from tools.gazetteer import OUT, lines

OLD = Statement("s-old", "old", "A", known_on=dt.date(1980, 1, 1))
DAY = dt.date(2020, 1, 22)
HOME = Party(
    id="home",
    label="City",
    country="CN",
    continent="AS",
    population=1_000_000,
    port=True,
    lat=24.5,
    lon=118.1,
)


def party(name: str, **changed: Any) -> Party:
    city = Party(id=name, label="City", name_en=name, country="FR", continent="EU", level="city")
    return replace(city, **changed)


def ranked(
    *places: Party,
    known: dt.date | None = None,
    further: tuple[Party, ...] = (),
    partners: tuple[Partner, ...] = (),
    **more: Any,
) -> dict[str, Candidate]:
    """Return the candidates of a home with one sister city, in Asia."""
    sister = party("sister", country="JP", continent="AS")
    signed = Partner(sister, True, LinkFacts(partner="sister", ties=(tie("signed", partner="sister"),)))
    every = {bond.party.id: bond for bond in (signed, *partners)}
    world = World(home=HOME, partners=every, cities=places, **more)
    found = candidates(WorldOnDate(world, CONFIG, AsOf(DAY, known)), gazetteer=further)
    return {entry.party.id: entry for entry in found}


def tie(stage: str, kind: str = "sister_city", *, partner: str = "place") -> Tie:
    told = TieStatement(statement=OLD, kind=kind, status=stage, steps={stage: "2010"}, said="2010")
    return Tie(f"tie-{stage}", "relation", (told,), parties=("home", partner))


# --- the score ----------------------------------------------------------------------------------------------


def test_missing_term_counts_as_the_median_of_the_others() -> None:
    # Size, port and portfolio are 1, 0 and 0.5: the median of the three stands for the other three.
    values = dict.fromkeys(TERMS) | {"size": 1.0, "port": 0.0, "portfolio": 0.5}
    assert counted_values(values) == {
        "size": 1.0,
        "port": 0.0,
        "industry": 0.5,
        "connectivity": 0.5,
        "channel": 0.5,
        "portfolio": 0.5,
    }


def test_score_and_range_by_hand() -> None:
    post = Channel("post", "partner_post", (Existence(OLD, "2010"),))
    place = party("place", population=1_000_000, port=False)
    linked = Partner(place, False, LinkFacts(partner="place", channels=(post,)))
    entry = ranked(place, partners=(linked,))["place"]
    q = CONFIG["channels"]["partner_post"]
    # The first tie outside Asia gains the same on any continent: portfolio is 1. The median of 1, 0, 1 is 1.
    assert {term.name: (term.value, term.counted) for term in entry.terms} == {
        "size": (1.0, 1.0),
        "port": (0.0, 0.0),
        "industry": (None, 1.0),
        "connectivity": (None, 1.0),
        "channel": (pytest.approx(q), 1.0),
        "portfolio": (1.0, 1.0),
    }
    assert (entry.score, entry.high) == (pytest.approx(0.8), pytest.approx(0.8))
    assert entry.low == pytest.approx(0.25 + 0.1 * q + 0.1)


VALUES = st.one_of(st.none(), st.floats(0, 1))


@given(st.fixed_dictionaries(dict.fromkeys(TERMS, VALUES)), st.sampled_from(RECORDED), st.floats(0.001, 1))
def test_what_is_recorded_never_lowers_a_place(
    values: dict[str, float | None], name: str, recorded: float
) -> None:
    before = counted_values({**values, name: None})
    after = counted_values({**values, name: recorded})
    assert all(after[term] >= before[term] - 1e-12 for term in TERMS)


def test_recorded_sister_port_does_not_lower_a_place() -> None:
    place = party("place", population=1_100_000, port=True, continent="AF", country="ZA")
    port = Channel("ports", "sister_port", ties=(tie("signed", "sister_port"),))
    bare = ranked(place)["place"]
    linked = Partner(place, False, LinkFacts(partner="place", channels=(port,)))
    found = ranked(place, partners=(linked,))["place"]
    assert found.terms[4].value is not None and found.terms[4].value < bare.score, "it would have lowered it"
    assert found.score >= bare.score and found.low > bare.low


def test_projects_in_other_sectors_do_not_lower_a_place() -> None:
    place = party("place", population=1_000_000, port=True)
    project = Project(id="gold", status="operating", start="2015", statements=(OLD,))
    bare = ranked(place)["place"]
    found = ranked(
        place,
        partners=(Partner(place, False, LinkFacts(partner="place", projects=(project,))),),
        sectors={"gold": ("jewellery",)},
    )["place"]
    assert found.terms[2].value == 0.0 and found.score >= bare.score


# --- whom it lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["target", "intent", "application", "approval", "contact"])
def test_intended_partners_are_not_listed(stage: str) -> None:
    place = party("place", population=1_000_000, port=True)
    bond = Partner(place, True, LinkFacts(partner="place", ties=(tie(stage),)))
    assert ("place" in ranked(place, partners=(bond,))) is (stage == "contact")


def test_place_that_a_plan_names_is_not_listed() -> None:
    place = party("place", population=1_000_000, port=True)
    told = (replace(OLD, known_on=DAY),)
    plan = Commitment(id="p", plan="plan", verb="advance", text="", targets=("place",), statements=told)
    assert not ranked(place, commitments=(plan,))
    assert ranked(place, commitments=(plan,), known=DAY - dt.timedelta(days=1)), "the plan was not known yet"


def stated(known: str, **values: Any) -> PlaceStatement:
    said = Statement(f"s-{known}", f"source-{known}", "A", known_on=dt.date.fromisoformat(known))
    return PlaceStatement(statement=said, **values)


def test_place_of_later_sources_is_not_listed() -> None:
    now = party("place", population=1_000_000, port=True)
    told = {
        "place": (
            stated("2015-12-31", population=1_000_000, figures_only=True),
            stated("2022-02-28", port=True, lat=1.0, lon=1.0),
        )
    }
    assert "place" in ranked(now, place_statements=told)
    assert "place" not in ranked(now, place_statements=told, known=DAY), "only statistics knew of it"
    assert "place" in ranked(now, place_statements=told, known=dt.date(2022, 2, 28))


def test_values_of_later_sources_do_not_count() -> None:
    now = party("place", population=2_000_000, port=True, lat=1.0, lon=1.0)
    told = {
        "place": (
            stated("2022-02-28", port=True, population=2_000_000, lat=1.0, lon=1.0),
            stated("2015-12-31", population=1_000_000),
        )
    }
    entry = ranked(now, place_statements=told, known=DAY)["place"]
    assert (entry.party.population, entry.party.port, entry.distance_km) == (1_000_000, None, None)
    assert entry.terms[0].value == 1.0 and entry.missing == ("port", "industry", "connectivity", "channel")


# --- the gazetteer ------------------------------------------------------------------------------------------


def test_gazetteer_is_made_from_the_installed_package() -> None:
    assert OUT.read_text(encoding="utf-8") == lines()
    with (ROOT / "profiles" / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert min(int(row["population"]) for row in rows) >= 100_000
    assert len({row["id"] for row in rows}) == len(rows) > 3000


def test_gazetteer_follows_the_naming_profile() -> None:
    abroad = {entry.country for entry in places_abroad(load_naming("cn"), "CN")}
    assert not abroad & {"CN", "HK", "MO", "TW"} and {"BR", "ZA", "FR"} <= abroad
    assert "FR" not in {entry.country for entry in places_abroad(load_naming("un"), "FR")}


def test_places_not_met_are_the_best_of_their_country_and_not_on_record() -> None:
    further = (
        party("g-large", population=9_000_000),
        party("g-alike", population=1_050_000),
        party("g-near", population=1_010_000, lat=45.1, lon=5.0, name_en="Lyons"),
        party("g-name", population=1_001_000, name_en="Grenoble"),
        party("g-brazil", population=1_000_000, country="BR", continent="SA"),
        party("g-closed", population=1_000_000, country="PY", continent="SA"),
    )
    here = (
        party("lyon", population=500_000, port=False, lat=45.0, lon=5.0),
        party("other", population=160_000, port=False, name_local="Grenoble"),
    )
    closed = {"PY": (DiplomaticRelations("r", False, "", (OLD,)),)}
    found = ranked(*here, further=further, relations=closed)
    assert {name for name, entry in found.items() if not entry.met} == {"g-alike", "g-brazil"}
    assert found["g-brazil"].missing == ("port", "industry", "connectivity", "channel")
    assert found["g-brazil"].low < found["g-brazil"].score <= found["g-brazil"].high
    early = ranked(*here, further=further, known=KNOWN_ON - dt.timedelta(days=1))
    assert all(entry.met for entry in early.values()), "nobody knew of it then"


def test_gazetteer_is_large_enough_to_add_something_on_each_continent() -> None:
    assert {entry.continent for entry in gazetteer()} == {"AF", "AS", "EU", "NA", "OC", "SA"}
