// purpose: The perspectives that were kept for a home, by name
MATCH (p:Perspective)
WHERE p.home = $home
RETURN p.id AS id, p.name AS name, p.saved_at AS saved_at, p.document AS document
ORDER BY name, id
