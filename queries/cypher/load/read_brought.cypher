// purpose: The rows that stand as a load brought them, also those that came again when a later load was taken back
MATCH (s:Statement)-[:BROUGHT_BY]->(:LoadRun {id: $id})
WHERE s.collection <> 'reference'
RETURN s.collection AS collection, s.dataset AS dataset, s.row AS row
UNION
MATCH (b:LoadRun)<-[:BROUGHT_BY]-(s:Statement)
WHERE b.undoes IS NOT NULL
MATCH (:RetiredStatement {id: b.undoes + ' ' + s.id, brought_by: $id})
RETURN s.collection AS collection, s.dataset AS dataset, s.row AS row
