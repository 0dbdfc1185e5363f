// purpose: What the rules need of every place: its level, inhabitants, position, whether it has a port, and all places it lies in
MATCH (place:City|Region|CountryOrArea)
OPTIONAL MATCH (place)-[:IN*1..4]->(whole:City|Region|CountryOrArea)
WITH place, collect(DISTINCT whole.id) AS within
WITH *
ORDER BY place.id
RETURN collect({id: place.id, level: place.admin_level, population: place.population, lat: place.lat, lon: place.lon, port: place.is_port_city, within: within}) AS rows
