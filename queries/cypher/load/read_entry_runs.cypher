// purpose: Every time something was entered by hand or taken back, the oldest first
MATCH (r:LoadRun)
WHERE r.entry IS NOT NULL
RETURN r.started_at AS at, r.entry AS entry
ORDER BY at, r.id
