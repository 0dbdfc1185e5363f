// purpose: Which organisations were met on each visit, with the place each has its seat in
MATCH (visit:Visit)-[:MET_WITH]->(body:Organisation)
OPTIONAL MATCH (body)-[:BASED_IN]->(seat:City|Region|CountryOrArea)
RETURN visit.id AS visit, body.id AS body, body.name_en AS name_en, body.name_zh AS name_zh, collect(DISTINCT seat.id) AS seats
ORDER BY visit, body
