// purpose: The events of a home (its places: sides, their ids: ids) held by $as_of and known on $known_as_of, each happening once
// event: id of the happening; rows: the rows that tell of it; e: the first of these; dated: the one with the finest date; far: places elsewhere, of all rows
// An event whose places elsewhere are all outside the remit is left out, as are such places of others.
CALL (sides, ids) {
  OPTIONAL MATCH (area:CountryOrArea)<-[:IN*0..3]-(place:City|Region|CountryOrArea)
  WHERE area.iso2 IN split($outside, ',')
  WITH sides, ids, collect(DISTINCT place.id) AS beyond
  UNWIND sides AS side
  MATCH (side)<-[:HELD_IN|JOINED_BY]-(told:Event)
  WITH DISTINCT ids, beyond, told
  OPTIONAL MATCH (told)-[:SAME_AS]->(first:Event)
  WITH ids, beyond, told, first ORDER BY first.id
  WITH ids, beyond, told, collect(first)[0] AS first
  WITH DISTINCT ids, beyond, coalesce(first, told) AS main
  MATCH (main)<-[:SAME_AS*0..1]-(row:Event)
  WHERE coalesce(row.status, 'held') = 'held' AND row.start_to <= $as_of
    AND ($known_as_of IS NULL OR EXISTS { MATCH (row)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
  WITH ids, beyond, main, row ORDER BY main.id, CASE row.id WHEN main.id THEN 0 ELSE 1 END, row.id
  WITH ids, beyond, main, collect(DISTINCT row) AS rows
  WITH ids, beyond, main, rows, reduce(best = rows[0], row IN rows | CASE WHEN size(row.start) > size(best.start) THEN row ELSE best END) AS dated,
    COLLECT { UNWIND rows AS row MATCH (row)-[:HELD_IN|JOINED_BY]->(place:City|Region|CountryOrArea) WHERE NOT place.id IN ids WITH DISTINCT place ORDER BY place.id RETURN place } AS far
  WHERE size(far) = 0 OR any(place IN far WHERE NOT place.id IN beyond)
  RETURN main.id AS event, rows, rows[0] AS e, dated, [place IN far WHERE NOT place.id IN beyond] AS far
}
