// purpose: What the store says of itself
MATCH (s:Store {id: $id})
RETURN s.model_version AS model_version, s.restoring AS restoring, s.restoring_sha256 AS restoring_sha256, s.restored_lines AS restored_lines, s.writer AS writer, s.writer_since AS writer_since, s.writer_beat AS writer_beat
