// purpose: Say that a restore has begun, and from which backup; until its end the store is of no use
MERGE (s:Store {id: $id})
SET s.restoring = $what, s.restoring_sha256 = $sha256, s.restored_lines = null, s.model_version = null
