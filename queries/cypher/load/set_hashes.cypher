// purpose: Seal changed nodes once all their relationships stand
UNWIND $rows AS row
MATCH (n:__label__ {id: row.id})
SET n.content_hash = row.hash
