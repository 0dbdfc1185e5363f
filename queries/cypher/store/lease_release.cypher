// purpose: Give the right to write back, if it is still the caller's
MATCH (s:Store {id: $id})
WHERE s.writer = $owner
REMOVE s.writer, s.writer_since, s.writer_beat
