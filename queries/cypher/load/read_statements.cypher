// purpose: Every statement as it was brought, to understand all of them anew together with those of a load
MATCH (s:Statement)
RETURN s.id AS id, s.collection AS collection, s.dataset AS dataset, s.row AS row, s.locator AS locator, s.recorded_on AS recorded_on, s.values AS values
