// purpose: Record the version of the model; also the end of a migration's step and of a restore
MERGE (s:Store {id: $id})
SET s.model_version = $version, s.restoring = null, s.restoring_sha256 = null, s.restored_lines = null
