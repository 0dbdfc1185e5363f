"""The links of a home."""

from __future__ import annotations

from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.links.gathering import Gathering


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
