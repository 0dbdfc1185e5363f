// purpose: Record that a load is complete
MATCH (r:LoadRun {id: $id})
SET r.state = 'complete', r.finished_at = $finished_at, r.counts = $counts
