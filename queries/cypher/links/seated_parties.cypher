// purpose: Ports and organisations that are a party of a tie, with the places they serve or lie in and the country or area of these
MATCH (party:Port|Organisation)<-[:BETWEEN]-(:Tie)
WHERE $parties IS NULL OR party.id IN $parties
WITH DISTINCT party
OPTIONAL MATCH (party)-[:LOCATED_IN|SERVES|BASED_IN]->(seat:City|Region|CountryOrArea)
RETURN party.id AS id, labels(party)[0] AS label, party.name_zh AS name_zh, party.name_en AS name_en, party.name_local AS name_local, collect(DISTINCT seat.id) AS seats
ORDER BY id
