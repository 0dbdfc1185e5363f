// purpose: Where every place and port lies, how many live there, whether it has a port, and in which country or area
MATCH (place:City|Region|CountryOrArea|Port)
OPTIONAL MATCH (place)-[:IN|LOCATED_IN|SERVES*0..4]->(area:CountryOrArea)
WITH place, min(area.iso2) AS country
RETURN place.id AS id, labels(place)[0] AS label, place.lat AS lat, place.lon AS lon, place.population AS population, place.population_year AS population_year, place.is_port_city AS port, country,
  place.name_zh AS name_zh, place.name_en AS name_en, place.name_local AS name_local
ORDER BY id
