// purpose: Whose relations are kept here
MATCH (o:Office)
RETURN o.collection AS collection, o.home AS home, o.country AS country, o.naming AS naming, o.disclosure AS disclosure, o.receivers AS receivers, o.strength AS strength,
       o.gaps AS gaps, o.rules AS rules
ORDER BY collection
