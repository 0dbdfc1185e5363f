// purpose: Extend the right to write, if it is still the caller's
MATCH (s:Store {id: $id})
WHERE s.writer = $owner
SET s.writer_until = $until
RETURN count(s) AS held
