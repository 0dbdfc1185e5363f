// purpose: Every organisation with its names and the country or area of its seat, and the tables whose rows tell of it
MATCH (n:Organisation)
WITH n, COLLECT { MATCH (n)-[:BASED_IN]->()-[:IN*0..4]->(area:CountryOrArea) WHERE area.iso2 IS NOT NULL RETURN DISTINCT area.iso2 ORDER BY area.iso2 LIMIT 1 } AS areas
RETURN n.id AS id, n.kind AS kind, n.name_en AS name_en, n.name_zh AS name_zh, n.name_local AS name_local, areas[0] AS country,
  COLLECT { MATCH (n)<-[:NAME_OF]-(name:Name) RETURN name.text } AS others,
  COLLECT { MATCH (n)<-[:SAYS]-(said:Statement) RETURN DISTINCT said.collection + '/' + said.dataset } AS told_by
ORDER BY id
