// purpose: The numbers for the strength of links that the office of a home has of its own
MATCH (office:Office {home: $home})
RETURN office.collection AS collection, office.strength AS strength
ORDER BY collection
