// purpose: Write down who may write, since when by the clock of the store, and that it has not renewed it yet
MATCH (s:Store {id: $id})
SET s.writer = $owner, s.writer_since = timestamp() / 1000.0, s.writer_beat = 0, s.writer_turn = null
