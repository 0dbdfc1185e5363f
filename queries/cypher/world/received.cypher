// purpose: Groups received in a time by the home or by what it lies in: whether another row stands for the same group, whether it came to the home itself, and who says so
MATCH (home:City|Region|CountryOrArea {id: $home})
OPTIONAL MATCH (home)<-[:IN*0..2]-(own:City|Region|CountryOrArea)
OPTIONAL MATCH (home)-[:IN*1..3]->(above:Region)
WITH collect(DISTINCT own.id) AS ours, collect(DISTINCT above.id) AS over
MATCH (visit:Visit {direction: 'inbound'})-[:TO_PLACE]->(place:City|Region|CountryOrArea)
WHERE (place.id IN ours OR place.id IN over) AND visit.start_from >= $first AND visit.start_to <= $last AND coalesce(visit.status, 'held') = 'held'
MATCH (visit)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source)
OPTIONAL MATCH (visit)-[:SAME_AS]->(main:Visit)
WITH visit, main, place.id IN ours AS ours, source, coalesce(statement.published_on_to, statement.recorded_on) AS known
RETURN visit.id AS id, main IS NULL AS main, max(CASE WHEN ours THEN 1 ELSE 0 END) = 1 AS here, collect(DISTINCT source.disclosure) AS disclosures, collect(DISTINCT known) AS known
ORDER BY id
