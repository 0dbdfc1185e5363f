// purpose: Find the store's own identifiers of nodes, so that one statement can relate nodes of any labels
UNWIND $ids AS id
MATCH (n:__label__ {id: id})
RETURN id, elementId(n) AS element
