// purpose: Places and ports that share a name with others (or only those that share one with $with), each with the country or area and the region in it that it lies in
MATCH (n:City|Region|Port)
UNWIND [n.name_en, n.name_zh] AS name
WITH toLower(trim(name)) AS name, collect(DISTINCT n) AS alike
WHERE name <> '' AND size(alike) > 1 AND ($with IS NULL OR any(n IN alike WHERE n.id = $with))
UNWIND alike AS n
WITH name, n,
  COLLECT { MATCH (n)-[:IN|LOCATED_IN|SERVES*0..5]->(area:CountryOrArea) WHERE area.iso2 IS NOT NULL RETURN min(area.iso2) }[0] AS country,
  COLLECT { MATCH (n)-[:IN|LOCATED_IN|SERVES*1..5]->(region:Region) WHERE EXISTS { (region)-[:IN*1..4]->(:CountryOrArea) } RETURN region ORDER BY region.id LIMIT 1 }[0] AS region
WITH *
ORDER BY name, n.id
RETURN collect({name: name, id: n.id, country: country, region: region.id, region_en: region.name_en, region_zh: region.name_zh}) AS rows
