// purpose: Show that the writer is at work, if the right to write is still the caller's
MATCH (s:Store {id: $id})
WHERE s.writer = $owner
SET s.writer_beat = s.writer_beat + 1
RETURN count(s) AS held
