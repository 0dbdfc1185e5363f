// purpose: Decisions that two visits, events, places or organisations are one, or are not, as their rows say it, the latest first
MATCH (d:Decision)-[:CONCERNS]->(about:Visit|Event|City|Region|CountryOrArea|Organisation)
WHERE d.property IN ['same_as', 'different_from'] AND d.value <> 'open'
WITH d, collect(DISTINCT labels(about)[0]) AS labels
MATCH (d)<-[:SAYS]-(said:Statement)
RETURN d.property AS property, d.value AS main, d.reason AS reason, toString(d.decided_on) AS decided_on, labels[0] AS label,
  said.collection AS collection, said.row AS entry, said.values AS values
ORDER BY decided_on DESC, entry
