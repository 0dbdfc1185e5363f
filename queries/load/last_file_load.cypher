// purpose: The last load of files that stands
MATCH (r:LoadRun {state: 'complete'})
WHERE r.entry IS NULL AND r.undoes IS NULL AND NOT EXISTS { MATCH (other:LoadRun) WHERE other.undoes = r.id }
RETURN r.id AS id
ORDER BY r.started_at DESC, r.id DESC
LIMIT 1
