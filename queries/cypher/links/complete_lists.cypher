// purpose: Periods for which a list of ties of a kind of a home is declared complete
MATCH (coverage:Coverage {dataset: 'ties'})-[:OF_HOME]->(home:City|Region|CountryOrArea {id: $home})
WHERE coverage.kind <> ''
RETURN coverage.id AS id, coverage.kind AS kind, coverage.`from` AS first, coverage.`to` AS last
ORDER BY id
