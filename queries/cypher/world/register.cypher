// purpose: Visits to or from a home, or what it lies in, of which a row began in a time, with all their rows: the home side's bodies, the other side's places, and what is said of each
MATCH (home:City|Region|CountryOrArea {id: $home})
OPTIONAL MATCH (home)<-[:IN*0..2]-(own:City|Region|CountryOrArea)
OPTIONAL MATCH (home)-[:IN*1..3]->(above:Region)
WITH collect(DISTINCT own.id) AS ours, collect(DISTINCT above.id) AS over
MATCH (dated:Visit)
WHERE dated.start_from >= $first AND dated.start_to <= $last
  AND EXISTS { (dated)-[:FROM_PLACE|TO_PLACE]->(place:City|Region|CountryOrArea) WHERE place.id IN ours OR place.id IN over }
OPTIONAL MATCH (dated)-[:SAME_AS]->(represents:Visit)
WITH DISTINCT ours, over, coalesce(represents, dated) AS main
MATCH (main)<-[:SAME_AS*0..1]-(visit:Visit)
WITH DISTINCT visit, ours, over
WITH visit, ours, over,
     [(visit)-[:FROM_PLACE|TO_PLACE]->(side:City|Region|CountryOrArea) WHERE NOT side.id IN ours AND NOT side.id IN over | side.id] AS places,
     [(visit)-[:FROM_PLACE|TO_PLACE]->(side:City|Region|CountryOrArea) WHERE side.id IN ours | side.id] AS sides,
     [(visit)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) |
      [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on), statement.published_on]] AS statements
RETURN visit.id AS id, coalesce(reduce(first = null, id IN [(visit)-[:SAME_AS]->(main:Visit) | main.id] | CASE WHEN id > first THEN first ELSE id END), visit.id) AS main,
       visit.direction AS direction, visit.level AS level, visit.start AS start, visit.status AS status, visit.persons AS persons,
       size(sides) > 0 AS own, places, visit.invited_by AS invited_by, visit.assigned_by AS assigned_by, visit.received_by AS received_by,
       visit.met_by AS met_by, visit.sender AS sender, statements
ORDER BY id
