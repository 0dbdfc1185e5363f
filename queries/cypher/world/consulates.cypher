// purpose: Consulates and embassies with their seat, the country or area that sent them, and the places of their district
MATCH (seat:City|Region|CountryOrArea)<-[:SEATED_IN]-(consulate:Consulate)-[:SENT_BY]->(area:CountryOrArea)
OPTIONAL MATCH (consulate)-[:COVERS]->(place:Region|City)
WITH consulate, seat, area, place ORDER BY place.id
RETURN consulate.id AS id, consulate.kind AS kind, consulate.name_en AS name_en, consulate.name_zh AS name_zh, consulate.name_local AS name_local, seat.id AS seat, area.iso2 AS country, collect(DISTINCT place.id) AS covers
ORDER BY id
