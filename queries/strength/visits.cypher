// purpose: Visits between a home and each place
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[a:FROM_PLACE|TO_PLACE]-(visit:Visit)-[b:FROM_PLACE|TO_PLACE]->(partner:City|Region|CountryOrArea)
WHERE type(a) <> type(b) AND partner.id <> own.id
OPTIONAL MATCH (visit)-[:SAME_AS]->(main:Visit)
RETURN DISTINCT visit.id AS id, partner.id AS partner, coalesce(main.id, visit.id) AS main, visit.direction AS kind, visit.level AS level, visit.mode AS mode, visit.title AS title,
       visit.topics AS topics, visit.start AS start, visit.end AS end, visit.status AS status
