// purpose: Cities, regions, countries and areas with the cities and the country or area they lie in
MATCH (place:City|Region|CountryOrArea)
WHERE $places IS NULL OR place.id IN $places
OPTIONAL MATCH (place)-[:IN*1..4]->(whole:City|CountryOrArea)
OPTIONAL MATCH (place)-[:IN*0..4]->(area:CountryOrArea)
WITH place, collect(DISTINCT whole.id) AS wholes, min(area.iso2) AS country, min(area.continent) AS continent
RETURN place.id AS id, labels(place)[0] AS label, place.name_zh AS name_zh, place.name_en AS name_en, place.name_local AS name_local, wholes, country, continent
ORDER BY id
