// purpose: Say that a restore has begun; until its end the store is of no use
MERGE (s:Store {id: $id})
SET s.restoring = $what, s.model_version = null
