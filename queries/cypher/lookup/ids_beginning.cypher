// purpose: Ids that begin with a text, to propose what was meant
MATCH (f:__label__)
WHERE f.id STARTS WITH $text
RETURN f.id AS id
LIMIT 20000
