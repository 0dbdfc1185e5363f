// purpose: Decisions that two places or organisations are one, or are not, as their rows say it, the latest last
MATCH (d:Decision)-[:CONCERNS]->(:City|Region|CountryOrArea|Organisation)
WHERE d.property IN ['same_as', 'different_from']
MATCH (d)<-[:SAYS]-(said:Statement)
RETURN DISTINCT d.property AS property, said.values AS values, d.decided_on AS decided_on, said.id AS statement
ORDER BY decided_on, statement
