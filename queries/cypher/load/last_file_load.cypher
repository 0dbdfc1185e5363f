// purpose: The last load of files that stands; where none does, the last one that was taken back and of which rows stayed
MATCH (r:LoadRun {state: 'complete'})
WHERE r.entry IS NULL AND r.undoes IS NULL
WITH r, EXISTS { MATCH (other:LoadRun) WHERE other.undoes = r.id } AS undone
WHERE NOT undone OR EXISTS { MATCH (s:Statement)-[:BROUGHT_BY]->(r) WHERE s.collection <> 'reference' }
RETURN r.id AS id, undone
ORDER BY undone, r.started_at DESC, r.id DESC
LIMIT 1
