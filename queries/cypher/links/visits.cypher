// purpose: Visits between a home and some places, in which some organisations were met, or about ties of some places, each with what is said of it
UNWIND $parties AS party
CALL (party) {
  MATCH (:City|Region|CountryOrArea {id: party})<-[a:FROM_PLACE|TO_PLACE]-(visit:Visit)
  WHERE EXISTS { (visit)-[b:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea) WHERE type(a) <> type(b) AND own.id IN $own }
  RETURN visit, false AS concerned
  UNION
  MATCH (:Organisation|Consulate {id: party})<-[:MET_WITH]-(visit:Visit)
  WHERE EXISTS {
    (one:City|Region|CountryOrArea)<-[a:FROM_PLACE|TO_PLACE]-(visit)-[b:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
    WHERE type(a) <> type(b) AND one.id <> own.id AND own.id IN $own
  }
  RETURN visit, false AS concerned
  UNION
  MATCH (:City|Region|CountryOrArea {id: party})<-[:BETWEEN]-(:Tie)<-[:ABOUT_TIE]-(visit:Visit)
  WHERE EXISTS {
    (one:City|Region|CountryOrArea)<-[a:FROM_PLACE|TO_PLACE]-(visit)-[b:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
    WHERE type(a) <> type(b) AND one.id <> own.id AND own.id IN $own
  }
  RETURN visit, true AS concerned
}
WITH party, visit, concerned, coalesce(reduce(first = null, id IN [(visit)-[:SAME_AS]->(main:Visit) | main.id] | CASE WHEN id > first THEN first ELSE id END), visit.id) AS main,
     [(visit)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) |
      [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on), statement.locator,
       coalesce(statement.valid_on, statement.published_on), statement.published_on]] AS statements,
     [(visit)-[:SAME_AS*1..2]-(also:Visit) WHERE coalesce(also.status, 'held') = 'held' | [also.id, also.start, also.end,
       [(also)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) | [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on)]]]] AS retold,
     COLLECT { MATCH (visit)-[:FROM_PLACE|TO_PLACE]->(place:City|Region|CountryOrArea) RETURN place.id ORDER BY place.id } AS parties,
     [(visit)-[:DURING]->(event:Event) | event.id] AS during
RETURN party, collect([visit.id, main, visit.direction, visit.level, visit.mode, visit.title, visit.title_zh, visit.topics, visit.start, visit.end, visit.status, parties, statements, retold, during, concerned,
                       [visit.invited_by, visit.met_by, visit.received_by, visit.host, visit.sender]]) AS contacts
