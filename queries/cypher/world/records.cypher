// purpose: For which table, kind and time the record of a home is declared complete
MATCH (coverage:Coverage)-[:OF_HOME]->(:City|Region|CountryOrArea {id: $home})
RETURN coverage.id AS id, coverage.dataset AS dataset, coverage.kind AS kind, coverage.`from` AS first, coverage.`to` AS last
ORDER BY id
