// purpose: The homes whose relations are kept in the store
MATCH (o:Office)
RETURN o.home AS home, o.country AS country, o.naming AS naming
ORDER BY home
