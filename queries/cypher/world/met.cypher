// purpose: Which organisations were met on each visit, with the place each has its seat in
MATCH (visit:Visit)-[:MET_WITH]->(organisation:Organisation)
OPTIONAL MATCH (organisation)-[:BASED_IN]->(seat:City|Region|CountryOrArea)
RETURN visit.id AS visit, organisation.id AS organisation, organisation.name_en AS name_en, organisation.name_zh AS name_zh, collect(DISTINCT seat.id) AS seats
ORDER BY visit, organisation
