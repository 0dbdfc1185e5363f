// purpose: The names of the offices
MATCH (o:Office)
RETURN o.home AS home, o.name_en AS name_en, o.name_zh AS name_zh
ORDER BY home
