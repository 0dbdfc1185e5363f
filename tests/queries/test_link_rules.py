"""What the reader of links takes from the bundled sample for the rules of counting, against the CSV files."""

from __future__ import annotations

import csv
import datetime as dt
import math

import pytest

from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.strength.bands import SignedForm
from graph.strength.config import default_config
from graph.strength.score import Score, score
from queries.links.gathering import Gathering, PartnerLink
from tests.stores import SAMPLE_FOLDER

DAY = dt.date(2020, 1, 22)
CONFIG = default_config()


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def partners(loaded_store: GraphStore) -> dict[str, PartnerLink]:
    return dict(Gathering(loaded_store, "xiamen", load_naming("cn"), "CN").links.partners)


def measured(
    partners: dict[str, PartnerLink], partner: str, day: dt.date = DAY, known: dt.date | None = None
) -> Score:
    return score(partners[partner].facts, CONFIG, day, known)


def test_groups_of_the_nation_and_the_province_are_context(partners: dict[str, PartnerLink]) -> None:
    """By hand, from the columns of who invited, met, received and hosted each group received in Xiamen."""
    above = {23, 36, 70, 71, 72, 73, 74, 75, 76, 77, 78, 83, 92, 121, 139, 140, 152, 155, 162, 164, 175, 188}
    rows = {int(row["id"][6:]): row for row in table("visits")}
    assert all("Xiamen" not in rows[visit]["met_by"] + rows[visit]["invited_by"] for visit in above)
    read = {
        int(contact.id[6:])
        for link in partners.values()
        for contact in link.facts.contacts
        if contact.what == "visit" and contact.above
    }
    assert read <= above
    from_partners = {visit for visit in above if rows[visit]["from_place"] in partners}
    assert len(from_partners) > 15 and from_partners <= read
    for partner, visit in (("tatarstan", "visit-0092"), ("okinawa", "visit-0083")):
        assert [one.id for one in measured(partners, partner).context] == [visit]
    assert measured(partners, "tatarstan").strength == 0.0


def test_journeys_named_for_a_partner_are_half_a_contact(partners: dict[str, PartnerLink]) -> None:
    named = {row["id"]: row["tie"] for row in table("visits") if row["tie"]}
    assert named == {
        "visit-0114": "tie-dushanbe--xiamen",
        "visit-0115": "tie-cardiff--xiamen;tie-nice--xiamen",
    }
    assert not {"europe", "central-asia"} & partners.keys(), "a region of several countries is no partner"
    for partner, visit in (("dushanbe", "visit-0114"), ("cardiff", "visit-0115"), ("nice", "visit-0115")):
        [line] = [
            line for line in measured(partners, partner).lines if line.component == "A" and line.key == visit
        ]
        # A visit led by a mayor in the middle of 2019: 0.28 halved every 24 months, and half of that.
        months = (DAY - dt.date(2019, 7, 2)).days / (365.2425 / 12)
        assert line.weight == pytest.approx(0.5 * 0.28 * 2 ** (-months / 24), rel=1e-3)


def test_claim_of_one_newspaper_against_the_complete_list(partners: dict[str, PartnerLink]) -> None:
    found = measured(partners, "kuching", DAY, DAY)
    assert (found.components["F"], found.signed.form) == (0.0, SignedForm.CLAIMED)
    assert measured(partners, "kuching").components["F"] == 0.0
    assert measured(partners, "kuching", DAY, dt.date(2015, 8, 10)).components["F"] == 1.0
    listed = {row["to_id"] for row in table("ties") if row["source"] == "woxm_list2015"}
    assert len(listed) == 18
    for partner in listed & partners.keys():
        assert measured(partners, partner, dt.date(2016, 1, 1)).components["F"] == 1.0


def test_years_as_dates_swallow_nothing(partners: dict[str, PartnerLink]) -> None:
    keys = {line.key for line in measured(partners, "cebu-city").lines if line.component == "A"}
    assert {"visit-0137", "event-0053", "event-0054"} <= keys


def test_consulate_counts_from_the_first_evidence_that_was_known(partners: dict[str, PartnerLink]) -> None:
    """Opened in 1995 by a source of 2023; the sources known in January 2020 name it in 2019."""
    assert measured(partners, "cebu-city", dt.date(1996, 1, 1)).components["I"] >= 0.5
    assert measured(partners, "cebu-city", dt.date(2018, 12, 31), DAY).components["I"] == 0.0
    assert measured(partners, "cebu-city", DAY, DAY).components["I"] == pytest.approx(0.5)


def test_what_was_signed_on_a_visit_has_its_half_life(partners: dict[str, PartnerLink]) -> None:
    [line] = [
        line
        for line in measured(partners, "izmir").lines
        if line.component == "A" and line.key == "visit-0027"
    ]
    months = (DAY - dt.date(2014, 9, 8)).days / (365.2425 / 12)
    assert line.weight == pytest.approx(0.40 * 2 ** (-months / 18), rel=0.01)
    assert math.isclose(CONFIG["half_lives"]["letter_of_intent"], 18)


def test_countries_and_organisations_get_no_word(partners: dict[str, PartnerLink]) -> None:
    for link in partners.values():
        assert link.facts.graded is (link.names.label not in ("CountryOrArea", "Organisation"))
