// purpose: The homes whose relations are kept in the store; several collections of one home are one
MATCH (o:Office)
WHERE o.home IS NOT NULL
RETURN o.home AS home, min(o.country) AS country, min(o.naming) AS naming
ORDER BY home
