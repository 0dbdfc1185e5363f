// purpose: Consulates and other posts with their seat and the country or area that sent them
MATCH (seat:City|Region|CountryOrArea)<-[:SEATED_IN]-(post:Consulate)-[:SENT_BY]->(area:CountryOrArea)
RETURN post.id AS id, post.kind AS kind, seat.id AS seat, area.id AS area, area.iso2 AS iso2
ORDER BY id
