// purpose: Keep what statements said that a load takes out or replaces, outside what queries see
UNWIND $ids AS id
MATCH (s:Statement {id: id})
WHERE s.collection <> 'reference'
OPTIONAL MATCH (s)-[:BROUGHT_BY]->(b:LoadRun)
OPTIONAL MATCH (before:RetiredStatement {id: b.undoes + ' ' + s.id})
MERGE (r:RetiredStatement {id: $load + ' ' + s.id})
SET r.collection = s.collection, r.dataset = s.dataset, r.row = s.row, r.locator = s.locator, r.recorded_on = s.recorded_on, r.values = s.values,
    r.brought_by = coalesce(before.brought_by, b.id), r.retired_on = $day, r.retired_by = $load
