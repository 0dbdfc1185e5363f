// purpose: What a reading of one partner needs: what lies in it (parts), the places around it (around), and the ports and organisations that its parts have ties with (bodies)
MATCH (partner:City|Region|CountryOrArea|Port|Organisation|Consulate {id: $partner})
WITH COLLECT { MATCH (partner)<-[:IN|SERVES|LOCATED_IN|BASED_IN|SEATED_IN*0..5]-(part:City|Region|CountryOrArea|Port|Organisation|Consulate) RETURN DISTINCT part } AS parts,
  COLLECT { MATCH (partner)-[:IN|SERVES|LOCATED_IN|BASED_IN|SEATED_IN*1..5]->(whole:City|Region|CountryOrArea) RETURN DISTINCT whole.id } AS around
RETURN [part IN parts | part.id] AS parts, around,
  COLLECT { UNWIND parts AS part MATCH (part)<-[:BETWEEN]-(:Tie)-[:BETWEEN]->(body:Port|Organisation) RETURN DISTINCT body.id } AS bodies
