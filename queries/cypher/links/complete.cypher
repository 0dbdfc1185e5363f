// purpose: Spans for which the record of visits of a home is declared complete
MATCH (coverage:Coverage {dataset: 'visits'})-[:OF_HOME]->(home:City|Region|CountryOrArea {id: $home})
WHERE coverage.kind IS NULL OR coverage.kind = ''
RETURN coverage.id AS id, coverage.`from` AS first, coverage.`to` AS last
ORDER BY id
