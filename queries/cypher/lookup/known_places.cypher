// purpose: Every place with its names and country or area, and the tables whose rows tell of it
MATCH (n:City|Region|CountryOrArea)
WITH n, COLLECT { MATCH (n)-[:IN*0..4]->(area:CountryOrArea) WHERE area.iso2 IS NOT NULL RETURN area.iso2 ORDER BY area.iso2 LIMIT 1 } AS areas
RETURN n.id AS id, labels(n) AS labels, n.admin_level AS level, n.name_en AS name_en, n.name_zh AS name_zh, n.name_local AS name_local, areas[0] AS country,
  COLLECT { MATCH (n)<-[:NAME_OF]-(name:Name) RETURN name.text } AS others,
  COLLECT { MATCH (n)<-[:SAYS]-(said:Statement) RETURN DISTINCT said.collection + '/' + said.dataset } AS told_by
ORDER BY id
