// purpose: Write down who may write, and until when
MATCH (s:Store {id: $id})
SET s.writer = $owner, s.writer_since = $since, s.writer_until = $until, s.writer_turn = null
