// purpose: What the store says of itself
MATCH (s:Store {id: $id})
RETURN s.model_version AS model_version, s.restoring AS restoring, s.writer AS writer, s.writer_since AS writer_since, s.writer_until AS writer_until
