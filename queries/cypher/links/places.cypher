// purpose: Cities, regions, countries and areas with the cities and the country or area they lie in
MATCH (place:City|Region|CountryOrArea)
WHERE $places IS NULL OR place.id IN $places
OPTIONAL MATCH (place)-[:IN*1..4]->(whole:City|CountryOrArea)
OPTIONAL MATCH (place)-[:IN*0..4]->(area:CountryOrArea)
WITH place, collect(DISTINCT whole.id) AS wholes, min(area.iso2) AS country, min(area.continent) AS continent
WITH *
ORDER BY place.id
RETURN collect({id: place.id, label: labels(place)[0], name_zh: place.name_zh, name_en: place.name_en, name_local: place.name_local, wholes: wholes, country: country,
       continent: continent}) AS rows
