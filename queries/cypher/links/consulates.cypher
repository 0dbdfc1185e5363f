// purpose: Consulates and embassies with their seat and the country or area that sent them
MATCH (seat:City|Region|CountryOrArea)<-[:SEATED_IN]-(consulate:Consulate)-[:SENT_BY]->(area:CountryOrArea)
RETURN consulate.id AS id, consulate.kind AS kind, seat.id AS seat, area.id AS area, area.iso2 AS iso2
ORDER BY id
