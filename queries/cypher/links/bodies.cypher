// purpose: Ports and organisations that are a party of a tie, with the places they serve or lie in and the country or area of these
MATCH (body:Port|Organisation)<-[:BETWEEN]-(:Tie)
WITH DISTINCT body
OPTIONAL MATCH (body)-[:LOCATED_IN|SERVES|BASED_IN]->(seat:City|Region|CountryOrArea)
RETURN body.id AS id, labels(body)[0] AS label, body.name_zh AS name_zh, body.name_en AS name_en, body.name_local AS name_local, collect(DISTINCT seat.id) AS seats
ORDER BY id
