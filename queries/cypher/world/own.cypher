// purpose: What the office of a home changes of the rules, and the rules of its own
MATCH (office:Office {home: $home})
RETURN office.collection AS collection, office.gaps AS gaps, office.rules AS rules
ORDER BY collection
