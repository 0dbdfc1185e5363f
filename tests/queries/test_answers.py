"""The questions of the circle page, compared with facts read by other means."""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from graph import circle as circles
from graph.circle import Activity, Circle, CirclePartner, Ring, TieLine
from graph.facts.as_of import AsOf
from graph.model.partial_date import PartialDate
from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.strength.score import score
from graph.world_on_date import WorldOnDate
from queries import homes, partner_card, store_state
from queries.catalogue.collection import run_by_name
from queries.catalogue.parameters import ProfileValues
from queries.citations import citations_of
from queries.facts import world
from queries.links.link_scores import config_of

HOME, COUNTRY = "xiamen", "CN"
OWN = {"xiamen", "xiamen-siming", "xiamen-jimei"}
DAYS = (dt.date(2015, 8, 11), dt.date(2020, 1, 22), dt.date(2023, 12, 5), dt.date(2025, 9, 8))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_day(text: str) -> str:
    return (text + "-01-01")[:10]


def last_day(text: str) -> dt.date:
    """Return the last day of a partial date, from which it counts."""
    return PartialDate.parse(text).last


def listed(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


@pytest.fixture(scope="module")
def recorded(loaded_store: GraphStore) -> WorldOnDate:
    """The world of the sample, on its last day."""
    found, _ = world(loaded_store, HOME, load_naming("cn"), COUNTRY)
    return WorldOnDate(found, config_of(loaded_store, HOME), AsOf(DAYS[-1]))


def at(recorded: WorldOnDate, day: dt.date) -> WorldOnDate:
    return replace(recorded, as_of=AsOf(day))


def circle(recorded: WorldOnDate, day: dt.date) -> Circle:
    return circles.circle(at(recorded, day), load_naming("cn"))


def partners(found: Circle) -> dict[str, CirclePartner]:
    return {partner.names.id: partner for partner in found.partners}


def concerned(row: dict[str, str]) -> set[str]:
    """Return the partners of the ties that a journey was about."""
    ties = [set(tie.removeprefix("tie-").split("--")) for tie in listed(row["tie"])]
    return {party for pair in ties if pair & OWN for party in pair - OWN}


def is_above(folder: Path, contact: str) -> bool:
    """Whether the home side of a visit is the province or the nation: by who sent, or invited and met."""
    row = {row["id"]: row for row in rows(folder, "visits")}.get(contact)
    if row is None:
        return False
    bodies = (
        [row["sender"]]
        if row["direction"] == "outbound"
        else [row["invited_by"], row["met_by"] or row["received_by"] or row["host"]]
    )
    words = ("Fujian", "China", "State", "Ministry", "Minister", "Central")
    return all(body and "Xiamen" not in body and any(word in body for word in words) for body in bodies)


def happenings(folder: Path, partner: str, day: dt.date) -> dict[str, set[str]]:
    """Map each visit and event shared by the home and ``partner``, and each journey about a tie of both, to
    its rows.

    Only those that had certainly begun by ``day`` are included.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder, "visits"):
        ends = listed(row["from_place"]), listed(row["to_place"])
        took_part = any(partner in one and OWN & other for one, other in (ends, ends[::-1]))
        if last_day(row["date_start"]) <= day and (took_part or partner in concerned(row)):
            found[row["same_as"] or row["id"]].add(row["id"])
    for row in rows(folder, "events"):
        places = listed(row["participant_places"]) | listed(row["place"])
        if last_day(row["date_start"]) <= day and partner in places and OWN & places:
            found[row["same_as"] or row["id"]].add(row["id"])
    return found


@pytest.mark.parametrize("day", DAYS)
def test_sister_cities_match_the_reference(
    recorded: WorldOnDate, reference_folder: Path, day: dt.date
) -> None:
    expected = {
        row["place_id"]: row["signed_date"]
        for row in rows(reference_folder, "sister_cities")
        if row["signed_date"] <= day.isoformat()
    }
    found = {
        key: partner.standing.since
        for key, partner in partners(circle(recorded, day)).items()
        if partner.standing and partner.standing.ring is Ring.SISTER
    }
    assert found == expected


def test_circle_of_january_2020(recorded: WorldOnDate) -> None:
    found = partners(circle(recorded, dt.date(2020, 1, 22)))
    standings = {key: partner.standing for key, partner in found.items()}
    assert standings["netanya"] and standings["netanya"].ring is Ring.INTENT
    assert standings["durban"] and standings["durban"].ring is Ring.INTENT
    assert standings["busan"] and (standings["busan"].stage, standings["busan"].line) == (
        "target",
        TieLine.INTENDED,
    )
    assert standings["fortaleza"] is None or standings["fortaleza"].ring is Ring.CONTACT
    assert found["fortaleza"].final_ring == "sister"
    assert standings["sarasota"] and standings["sarasota"].home_party == "xiamen-siming"
    assert "kuching" not in found, "a decision refutes it"
    assert standings["foz-do-iguacu"] and standings["foz-do-iguacu"].ring is Ring.CONTACT, (
        "a decision calls it a friendly contact"
    )
    assert not {"tianjin-port", "ceara", "liege-province", "xiamen-port"} & set(found), (
        "domestic ports and the province's ties are not the city's circle"
    )
    assert {"busan-port", "singapore-port"} <= set(found)


@pytest.mark.parametrize("day", DAYS)
def test_contacts_are_counted_as_merged_events(
    recorded: WorldOnDate, sample_folder: Path, day: dt.date
) -> None:
    for key, partner in partners(circle(recorded, day)).items():
        if partner.names.label in ("City", "Region"):
            held = happenings(sample_folder, key, day)
            own = [one for one in held if not all(is_above(sample_folder, told) for told in held[one])]
            assert 0 <= len(own) - partner.contacts <= sum(one.startswith("event") for one in own), (
                f"{key}: an event that is one with a visit counts with it"
            )


def test_no_contact_is_never_inferred_without_coverage(recorded: WorldOnDate) -> None:
    for day in DAYS:
        found = circle(recorded, day)
        assert not found.complete
        assert Activity.SILENT not in {partner.activity for partner in found.partners}
        for partner in found.partners:
            if partner.activity is Activity.RECENT:
                assert partner.last_contact is not None
                assert (day - last_day(partner.last_contact.date)).days <= 3 * 366


def begun(folder: Path, body: str, told: list[dict[str, str]], column: str, day: dt.date) -> bool:
    """Return whether an organisation or consulate had begun by ``day``: at its beginning, or else with the
    first dated evidence: a source, a visit with it, a tie of it.

    :param told: its rows
    :param column: the column of its beginning
    """
    if dates := [row[column] for row in told if row[column]]:
        return last_day(max(dates, key=len)) <= day
    published = {row["id"]: row["date"] for row in rows(folder, "sources")}
    names = {body} | {row[name] for row in told for name in ("name_en", "name_zh") if row[name]}
    called = {body} | {row["id"] for row in rows(folder, "tie_actors") if row["same_as"] == body}
    dates = [published[row["source"]] for row in told]
    dates += [row["date_start"] for row in rows(folder, "visits") if names & listed(row["counterpart_orgs"])]
    dates += [
        row["signed_date"] or row["as_of"] or published[row["source"]]
        for row in rows(folder, "ties")
        if called & {row["from_id"], row["to_id"]}
    ]
    return any(last_day(date) <= day for date in dates if date)


@pytest.mark.parametrize("day", DAYS)
def test_organisations_and_consulates(recorded: WorldOnDate, sample_folder: Path, day: dt.date) -> None:
    found = circle(recorded, day)
    of_partners = {partner.names.id for partner in found.partners}
    bodies: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in [*rows(sample_folder, "organisations"), *rows(sample_folder, "organisations_2019")]:
        if row["place_id"] in OWN | of_partners and row["id"] not in of_partners:
            bodies[row["id"]].append(row)
    ended = {
        name
        for name, told in bodies.items()
        if any(row.get("valid_to") and last_day(row["valid_to"]) <= day for row in told)
    }
    there = {
        name for name, told in bodies.items() if begun(sample_folder, name, told, "valid_from", day)
    } - ended
    here = {name for name, told in bodies.items() if told[0]["place_id"] in OWN}
    assert {body.names.id for body in found.organisations if body.here} == here & there
    assert {body.names.id for body in found.organisations if not body.here} == there - here
    posts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(sample_folder, "consulates"):
        posts[row["consulate_id"]].append(row)
    ours = {
        name
        for name, told in posts.items()
        if any(row["seat"] in OWN or "Fujian" in listed(row["district"]) for row in told)
    }
    opened = {name for name in ours if begun(sample_folder, name, posts[name], "opened", day)}
    assert {post.names.id for post in found.consulates} == opened
    undated = {
        name
        for name, told in bodies.items()
        if name not in there | ended and not any(row["valid_from"] for row in told)
    }
    undated |= {name for name in ours - opened if not any(row["opened"] for row in posts[name])}
    assert {entry.names.id for entry in found.undated} == undated


def test_bodies_that_nothing_dates_are_told_apart(recorded: WorldOnDate) -> None:
    """No row gives their beginning, and their only source has no date; a visit of 2025 met the university."""
    posts = {"consulate-general-portugal-guangzhou", "consulate-general-switzerland-guangzhou"}
    university = "org-xiamen-university-of-technology"
    for day, right in ((dt.date(2025, 3, 14), posts | {university}), (dt.date(2025, 9, 8), posts)):
        assert {entry.names.id for entry in circle(recorded, day).undated} & (posts | {university}) == right


@pytest.mark.parametrize("partner", ["trier", "nice", "wellington", "sunshine-coast", "kaunas"])
def test_card_has_every_statement_and_contact(
    loaded_store: GraphStore, recorded: WorldOnDate, sample_folder: Path, partner: str
) -> None:
    day = dt.date(2020, 1, 22)
    card = partner_card.card(loaded_store, at(recorded, day), partner)
    told = happenings(sample_folder, partner, day)
    assert {contact.id for contact in card.contacts} == set(told)
    starts = [first_day(contact.start) for contact in card.contacts]
    assert starts == sorted(starts, reverse=True)
    tie_rows = [
        row
        for row in rows(sample_folder, "ties")
        if {row["from_id"], row["to_id"]} in ({partner, own} for own in OWN)
    ]
    assert card.statements == len(tie_rows) + sum(len(entry) for entry in told.values())
    contact_rows = {row["id"]: row for name in ("visits", "events") for row in rows(sample_folder, name)}
    sources = {row["source"] for row in tie_rows} | {
        contact_rows[key]["source"] for entry in told.values() for key in entry
    }
    assert {citation.source for citation in card.citations} == sources
    grades = [citation.grade or "Z" for citation in card.citations]
    assert grades == sorted(grades)
    for contact in card.contacts:
        assert {citation.source for citation in contact.citations} == {
            contact_rows[key]["source"] for key in told[contact.id]
        }


def test_contradictions_are_on_the_card(loaded_store: GraphStore, recorded: WorldOnDate) -> None:
    card = partner_card.card(loaded_store, recorded, "sunshine-coast")
    values = {value for entry in card.disagreements for value, _ in entry.sides}
    assert {"1999-09-28", "2011"} <= values
    assert any("Maroochy" in remark.en and remark.zh for remark in card.remarks)


def test_steps_are_in_order(recorded: WorldOnDate) -> None:
    steps = partner_card.card_steps(recorded, "trier")
    assert [(step.stage, step.date) for step in steps if step.kind == "sister_city"] == [
        ("contact", "2005"),
        ("intent", "2006-10"),
        ("signed", "2010-11-11"),
    ]


def test_newest_visits_are_those_of_partners(recorded: WorldOnDate, sample_folder: Path) -> None:
    day = dt.date(2020, 1, 22)
    of_circle = partners(circle(recorded, day))
    found = circles.newest_visits(at(recorded, day), of_circle, 5)
    assert len(found) == 5
    starts = [first_day(contact.start) for _, contact in found]
    assert starts == sorted(starts, reverse=True)
    table = {row["id"]: row for row in rows(sample_folder, "visits")}
    for partner, contact in found:
        row = table[contact.id]
        assert partner in listed(row["from_place"]) | listed(row["to_place"]) | concerned(row)
        assert not table[contact.id]["same_as"]


def test_record_span_reaches_from_the_first_to_the_last_day(
    loaded_store: GraphStore, sample_folder: Path
) -> None:
    found = homes.reach(loaded_store, HOME, dt.date(2020, 1, 22))
    assert found.last is not None and found.first is not None
    visits = [
        first_day(row["date_start"])
        for row in rows(sample_folder, "visits")
        if OWN & (listed(row["from_place"]) | listed(row["to_place"]))
    ]
    assert found.last.isoformat() >= max(day for day in visits if day <= "2020-01-22")
    assert found.last <= dt.date(2020, 1, 22)
    assert found.first.isoformat() <= min(visits)


def test_unknown_ids_and_early_dates(loaded_store: GraphStore, recorded: WorldOnDate) -> None:
    assert homes.home(loaded_store, "no-such-place") is None
    assert partner_card.card(loaded_store, recorded, "no-such-place") == partner_card.PartnerCard(
        partner="no-such-place"
    )
    assert circle(recorded, dt.date(1900, 1, 1)).partners, "partners of later days are known"
    assert all(partner.standing is None for partner in circle(recorded, dt.date(1900, 1, 1)).partners)


def test_empty_store_has_no_home_and_no_load(empty_store: GraphStore) -> None:
    assert homes.homes(empty_store) == []
    assert store_state.last_load(empty_store) is None
    assert store_state.unfinished_load(empty_store) == ""
    assert homes.home(empty_store, HOME) is None
    assert homes.reach(empty_store, HOME, DAYS[-1]) == homes.RecordSpan()


def test_locators_of_a_source_stand_in_its_order_however_rows_come() -> None:
    rows = [
        {"source": "a", "title": "", "publisher": "", "url": "", "date": "", "grade": "A", "locator": locator}
        for locator in ("para 10", "paras 3-4", "para 3", "", "一(四)1", "一(三)1")
    ]
    expected = ("", "一(三)1", "一(四)1", "para 3", "paras 3-4", "para 10")[1:]
    for order in (rows, rows[::-1], rows[2:] + rows[:2]):
        assert [entry.locators for entry in citations_of(order)] == [expected]


@pytest.mark.parametrize("known", [None, dt.date(2020, 1, 22), dt.date(2023, 6, 30)])
@pytest.mark.parametrize("day", DAYS)
def test_last_contact_is_one_everywhere(
    loaded_store: GraphStore, recorded: WorldOnDate, day: dt.date, known: dt.date | None
) -> None:
    on_date = replace(recorded, as_of=AsOf(day, known))
    found = partners(circles.circle(on_date, load_naming("cn")))
    scored = {
        key: found_score.record.last.date if found_score.record.last else ""
        for key, partner in on_date.world.partners.items()
        if key in found
        for found_score in [score(partner.facts, on_date.config, day, known, ranges=False)]
    }
    drawn = {
        key: partner.last_contact.date if partner.last_contact else ""
        for key, partner in found.items()
        if key in scored
    }
    assert drawn == scored
    given = {"as_of": day.isoformat()} | ({"known_as_of": known.isoformat()} if known else {})
    profile = ProfileValues.of(load_naming("cn"), COUNTRY)
    _, answer = run_by_name(loaded_store, "last_contacts", HOME, day, given=given, profile=profile)
    asked = {row["place"]: row["last_contact"] or "" for row in answer.records() if row["place"] in scored}
    assert asked == {key: scored[key] for key in asked}
    assert len(asked) > 15
