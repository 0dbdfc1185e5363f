// purpose: Ids in which a text occurs, to propose what was meant
MATCH (f:__label__)
WHERE toLower(f.id) CONTAINS toLower($text)
RETURN f.id AS id
ORDER BY size(id), id
LIMIT 5
