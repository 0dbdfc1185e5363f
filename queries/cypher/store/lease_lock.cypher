// purpose: Lock the store's record for this transaction, before its holder is read
MATCH (s:Store {id: $id})
SET s.writer_turn = coalesce(s.writer_turn, 0) + 1
