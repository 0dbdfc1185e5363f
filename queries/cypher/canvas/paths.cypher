// purpose: The shortest ways between two nodes over the relationship types given
MATCH p = allShortestPaths((a:__from_label__ {id: $start})-[:__type__*..6]-(b:__to_label__ {id: $end}))
RETURN [n IN nodes(p) | n.id] AS ids
LIMIT $most
