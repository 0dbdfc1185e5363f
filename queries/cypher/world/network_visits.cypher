// purpose: Every visit with the places it came from and went to, pair by pair
MATCH (one:City|Region|CountryOrArea)<-[:FROM_PLACE]-(visit:Visit)-[:TO_PLACE]->(other:City|Region|CountryOrArea)
OPTIONAL MATCH (visit)-[:SAME_AS]->(main:Visit)
RETURN visit.id AS id, coalesce(main.id, visit.id) AS main, visit.direction AS kind, visit.title AS title, visit.start AS start, visit.status AS status,
       one.id AS one, other.id AS other
ORDER BY id, one, other
