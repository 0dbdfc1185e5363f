"""The links of a home."""

from __future__ import annotations

import random

from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.links.gathering import Gathering, links
from tests.stores import SAMPLE_COUNTRY, SAMPLE_HOME


def test_visit_counts_for_a_met_organisation_with_a_tie(empty_store: GraphStore) -> None:
    empty_store.write_statement(
        """
        CREATE (cn:CountryOrArea {id: 'country-cn', iso2: 'CN'}),
          (it:CountryOrArea {id: 'country-it', iso2: 'IT'})
        CREATE (home:City {id: 'home'})-[:IN]->(cn),
          (district:City {id: 'district'})-[:IN]->(home),
          (far:City {id: 'far'})-[:IN]->(it)
        CREATE (met:Organisation {id: 'met'})-[:BASED_IN]->(far),
          (other:Organisation {id: 'other'})-[:BASED_IN]->(far)
        CREATE (tie:Tie {id: 'tie', family: 'relation'})-[:BETWEEN {role: 'a'}]->(home),
          (tie)-[:BETWEEN {role: 'b'}]->(met)
        CREATE (source:Source {id: 'register', grade: 'A'})
          <-[:FROM_SOURCE]-(statement:Statement {id: 's', recorded_on: date('2020-01-01')})
        CREATE (visit:Visit {id: 'visit', direction: 'inbound', start: '2019'})<-[:SAYS]-(statement)
        CREATE (visit)-[:FROM_PLACE]->(far), (visit)-[:TO_PLACE]->(district), (visit)-[:TO_PLACE]->(home)
        CREATE (visit)-[:MET_WITH]->(met), (visit)-[:MET_WITH]->(other)
        CREATE (within:Visit {id: 'within'})-[:FROM_PLACE]->(home),
          (within)-[:TO_PLACE]->(home),
          (within)-[:MET_WITH]->(met)
        """
    )
    found = Gathering(empty_store, "home", load_naming("cn"), "CN").links.partners
    told = {partner: [contact.id for contact in link.facts.contacts] for partner, link in found.items()}
    assert told == {"far": ["visit"], "country-it": ["visit"], "met": ["visit"]}
    (contact,) = found["far"].facts.contacts
    assert [word.id for word in contact.statements] == ["s"]


def test_partner_read_alone_has_the_same_facts(loaded_store: GraphStore) -> None:
    naming = load_naming("cn")
    every = links(loaded_store, SAMPLE_HOME, naming, SAMPLE_COUNTRY).partners
    by_label: dict[str, list[str]] = {}
    for partner, link in every.items():
        by_label.setdefault(link.names.label, []).append(partner)
    assert {"City", "Region", "CountryOrArea", "Port", "Organisation"} <= by_label.keys()
    chance = random.Random(19)
    for partners in by_label.values():
        for partner in chance.sample(partners, min(4, len(partners))):
            alone = links(loaded_store, SAMPLE_HOME, naming, SAMPLE_COUNTRY, partner).partners
            assert alone == {partner: every[partner]}, partner


def test_unknown_partner_read_alone_is_no_partner(loaded_store: GraphStore) -> None:
    assert not links(loaded_store, SAMPLE_HOME, load_naming("cn"), SAMPLE_COUNTRY, "nobody").partners
