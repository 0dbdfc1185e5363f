// purpose: Record that a load has begun
CREATE (r:LoadRun)
SET r = $run
