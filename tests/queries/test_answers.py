"""The questions of the circle page, compared with facts read by other means."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
from queries.circle_partners import Circle, CirclePartner

from graph.circle import Activity, Ring, TieLine
from graph.model.partial_date import PartialDate
from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries import circle_partners, homes, partner_card, store_state
from queries.citations import citations_of

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


def circle(store: GraphStore, day: dt.date) -> Circle:
    return circle_partners.circle(store, HOME, load_naming("cn"), COUNTRY, day)


def partners(found: Circle) -> dict[str, CirclePartner]:
    return {partner.names.id: partner for partner in found.partners}


def happenings(folder: Path, partner: str, day: dt.date) -> dict[str, set[str]]:
    """Map each visit and event shared by the home and ``partner`` to its rows.

    Only those that had certainly begun by ``day`` are included.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder, "visits"):
        ends = listed(row["from_place"]), listed(row["to_place"])
        if last_day(row["date_start"]) <= day and any(
            partner in one and OWN & other for one, other in (ends, ends[::-1])
        ):
            found[row["same_as"] or row["id"]].add(row["id"])
    for row in rows(folder, "events"):
        places = listed(row["participant_places"]) | listed(row["place"])
        if last_day(row["date_start"]) <= day and partner in places and OWN & places:
            found[row["same_as"] or row["id"]].add(row["id"])
    return found


@pytest.mark.parametrize("day", DAYS)
def test_sister_cities_match_the_reference(
    loaded_store: GraphStore, reference_folder: Path, day: dt.date
) -> None:
    expected = {
        row["place_id"]: row["signed_date"]
        for row in rows(reference_folder, "sister_cities")
        if row["signed_date"] <= day.isoformat()
    }
    found = {
        key: partner.standing.since
        for key, partner in partners(circle(loaded_store, day)).items()
        if partner.standing and partner.standing.ring is Ring.SISTER
    }
    assert found == expected


def test_circle_of_january_2020(loaded_store: GraphStore) -> None:
    found = partners(circle(loaded_store, dt.date(2020, 1, 22)))
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
    loaded_store: GraphStore, sample_folder: Path, day: dt.date
) -> None:
    for key, partner in partners(circle(loaded_store, day)).items():
        if partner.names.label in ("City", "Region"):
            assert partner.contacts == len(happenings(sample_folder, key, day)), key


def test_no_contact_is_never_inferred_without_coverage(loaded_store: GraphStore) -> None:
    for day in DAYS:
        found = circle(loaded_store, day)
        assert not found.complete
        assert Activity.SILENT not in {partner.activity for partner in found.partners}
        for partner in found.partners:
            if partner.activity is Activity.RECENT:
                assert partner.last_contact is not None
                assert (day - partner.last_contact).days <= 3 * 366


def test_organisations_and_consulates(loaded_store: GraphStore, sample_folder: Path) -> None:
    found = circle(loaded_store, DAYS[-1])
    of_partners = {partner.names.id for partner in found.partners}
    table = [*rows(sample_folder, "organisations"), *rows(sample_folder, "organisations_2019")]
    assert {body.names.id for body in found.organisations if body.here} == {
        row["id"] for row in table if row["place_id"] in OWN
    } - of_partners
    assert {body.names.id for body in found.organisations if not body.here} == {
        row["id"] for row in table if row["place_id"] in of_partners
    } - of_partners
    seated = {row["consulate_id"] for row in rows(sample_folder, "consulates") if row["seat"] in OWN}
    assert {post.names.id for post in found.consulates if post.here} == seated


@pytest.mark.parametrize("partner", ["trier", "nice", "wellington", "sunshine-coast", "kaunas"])
def test_card_has_every_statement_and_contact(
    loaded_store: GraphStore, sample_folder: Path, partner: str
) -> None:
    day = dt.date(2020, 1, 22)
    card = partner_card.card(loaded_store, HOME, partner, day)
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


def test_contradictions_are_on_the_card(loaded_store: GraphStore) -> None:
    card = partner_card.card(loaded_store, HOME, "sunshine-coast", DAYS[-1])
    values = {value for entry in card.disagreements for value, _ in entry.sides}
    assert {"1999-09-28", "2011"} <= values
    assert any("Maroochy" in remark for remark in card.remarks)


def test_steps_are_in_order(loaded_store: GraphStore) -> None:
    steps = partner_card.card(loaded_store, HOME, "trier", DAYS[-1]).steps
    assert [(step.step, step.date) for step in steps if step.kind == "sister_city"] == [
        ("contact", "2005"),
        ("intent", "2006-10"),
        ("signed", "2010-11-11"),
    ]


def test_newest_visits_are_those_of_partners(loaded_store: GraphStore, sample_folder: Path) -> None:
    day = dt.date(2020, 1, 22)
    found = partner_card.newest(loaded_store, HOME, day, most=5)
    assert len(found) == 5
    starts = [first_day(contact.start) for contact in found]
    assert starts == sorted(starts, reverse=True)
    table = {row["id"]: row for row in rows(sample_folder, "visits")}
    for contact in found:
        assert contact.partner is not None
        assert contact.partner.id in listed(table[contact.id]["from_place"]) | listed(
            table[contact.id]["to_place"]
        )
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


def test_unknown_ids_and_early_dates(loaded_store: GraphStore) -> None:
    assert homes.home(loaded_store, "no-such-place") is None
    assert partner_card.card(loaded_store, HOME, "no-such-place", DAYS[-1]) == partner_card.PartnerCard(
        partner="no-such-place"
    )
    assert circle(loaded_store, dt.date(1900, 1, 1)).partners, "partners of later days are known"
    assert all(partner.standing is None for partner in circle(loaded_store, dt.date(1900, 1, 1)).partners)


def test_empty_store_has_no_home_and_no_load(empty_store: GraphStore) -> None:
    assert homes.homes(empty_store) == []
    assert store_state.last_load(empty_store) is None
    assert store_state.unfinished_load(empty_store) == ""
    assert homes.home(empty_store, HOME) is None
    assert homes.reach(empty_store, HOME, DAYS[-1]) == homes.RecordSpan()
    assert circle(empty_store, DAYS[-1]).partners == ()


def test_locators_of_a_source_stand_in_its_order_however_rows_come() -> None:
    rows = [
        {"source": "a", "title": "", "publisher": "", "url": "", "date": "", "grade": "A", "locator": locator}
        for locator in ("para 10", "paras 3-4", "para 3", "", "一(四)1", "一(三)1")
    ]
    expected = ("", "一(三)1", "一(四)1", "para 3", "paras 3-4", "para 10")[1:]
    for order in (rows, rows[::-1], rows[2:] + rows[:2]):
        assert [entry.locators for entry in citations_of(order)] == [expected]
