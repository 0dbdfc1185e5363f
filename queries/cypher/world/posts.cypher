// purpose: Consulates and other posts with their seat, the country or area that sent them, and the places of their district
MATCH (seat:City|Region|CountryOrArea)<-[:SEATED_IN]-(post:Consulate)-[:SENT_BY]->(area:CountryOrArea)
OPTIONAL MATCH (post)-[:COVERS]->(place:Region|City)
WITH post, seat, area, place ORDER BY place.id
RETURN post.id AS id, post.kind AS kind, post.name_en AS name_en, post.name_zh AS name_zh, seat.id AS seat, area.iso2 AS country, collect(DISTINCT place.id) AS covers
ORDER BY id
