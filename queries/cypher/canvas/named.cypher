// purpose: What nodes of a label are called, to be searched
MATCH (n:__label__)
RETURN n.id AS id, n.name_zh AS name_zh, n.name_en AS name_en, n.name_local AS name_local, n.iso2 AS iso2
ORDER BY id
