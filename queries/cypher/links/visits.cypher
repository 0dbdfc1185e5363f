// purpose: Visits between a home and some places, or in which some organisations were met, each with what is said of it
UNWIND $parties AS party
CALL (party) {
  MATCH (:City|Region|CountryOrArea {id: party})<-[a:FROM_PLACE|TO_PLACE]-(visit:Visit)
  WHERE EXISTS { (visit)-[b:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea) WHERE type(a) <> type(b) AND own.id IN $own }
  RETURN visit
  UNION
  MATCH (:Organisation|Consulate {id: party})<-[:MET_WITH]-(visit:Visit)
  WHERE EXISTS {
    (one:City|Region|CountryOrArea)<-[a:FROM_PLACE|TO_PLACE]-(visit)-[b:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
    WHERE type(a) <> type(b) AND one.id <> own.id AND own.id IN $own
  }
  RETURN visit
}
WITH party, visit, coalesce(reduce(first = null, id IN [(visit)-[:SAME_AS]->(main:Visit) | main.id] | CASE WHEN id > first THEN first ELSE id END), visit.id) AS main,
     [(visit)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) |
      [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on)]] AS statements
RETURN party, collect([visit.id, main, visit.direction, visit.level, visit.mode, visit.title, visit.title_zh, visit.topics, visit.start, visit.end, visit.status, statements]) AS contacts
