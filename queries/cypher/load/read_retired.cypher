// purpose: The rows that a load took out or replaced, as they were
MATCH (r:RetiredStatement {retired_by: $id})
RETURN r.collection AS collection, r.dataset AS dataset, r.row AS row, r.locator AS locator, r.recorded_on AS recorded_on, r.values AS values
ORDER BY collection, dataset, row
