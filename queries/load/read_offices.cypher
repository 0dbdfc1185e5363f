// purpose: Whose relations are kept here
MATCH (o:Office)
RETURN o.id AS id, o.home AS home, o.collection AS collection, o.country AS country, o.naming AS naming
ORDER BY id
