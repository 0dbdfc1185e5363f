// purpose: Loads that ended in the middle were taken up by the one that is complete now
MATCH (r:LoadRun)
WHERE r.state = 'running' AND r.id <> $id
SET r.state = 'resumed'
