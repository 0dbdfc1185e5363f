"""The links of a home, read all at once or by groups of partners."""

from __future__ import annotations

import pytest

from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.links import gathering as gathering_module
from queries.links.gathering import Gathering


@pytest.mark.parametrize("at_once", [1, 40, 10_000])
def test_links_read_in_groups_are_the_same(
    loaded_store: GraphStore, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(gathering_module, "_CONTACTS_AT_ONCE", at_once)
    gathering = Gathering(loaded_store, "xiamen", load_naming("cn"), "CN")
    whole = gathering.links.partners
    parts = {link.facts.partner: link for link in gathering.each_link()}
    assert len(whole) > 50
    assert parts == whole


def test_group_holds_every_party_needed_by_its_partners(
    loaded_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering_module, "_CONTACTS_AT_ONCE", 1)
    gathering = Gathering(loaded_store, "xiamen", load_naming("cn"), "CN")
    groups = list(gathering._groups())
    assert sorted(party for group in groups for party in group) == gathering.parties
    assert len(groups) > 50
    for group in groups:
        assert {whole for party in group for whole in gathering.wholes(party)} <= {*group, *gathering.own}


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
