// purpose: Whether the right to write is still the caller's
MATCH (s:Store {id: $id})
WHERE s.writer = $owner
RETURN count(s) AS held
