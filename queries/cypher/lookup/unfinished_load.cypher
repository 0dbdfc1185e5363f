// purpose: A load that has begun and is not complete
MATCH (l:LoadRun {state: 'running'})
RETURN l.id AS id
ORDER BY id
LIMIT 1
