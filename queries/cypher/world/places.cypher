// purpose: What the rules need of every place: its level, inhabitants, position, whether it has a port, and all places it lies in
MATCH (place:City|Region|CountryOrArea)
OPTIONAL MATCH (place)-[:IN*1..4]->(whole:City|Region|CountryOrArea)
WITH place, collect(DISTINCT whole.id) AS within
RETURN place.id AS id, place.admin_level AS level, place.population AS population, place.lat AS lat, place.lon AS lon, place.is_port_city AS port, within
ORDER BY id
