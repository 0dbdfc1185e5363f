// purpose: Events shared by a home and some places or organisations, each with what is said of it
UNWIND $parties AS party
MATCH (:City|Region|CountryOrArea|Organisation|Consulate {id: party})<-[:HELD_IN|JOINED_BY]-(event:Event)
WHERE EXISTS { (event)-[:HELD_IN|JOINED_BY]->(own:City|Region|CountryOrArea) WHERE own.id IN $own }
WITH DISTINCT party, event
WITH party, event, coalesce(reduce(first = null, id IN [(event)-[:SAME_AS]->(main:Event) | main.id] | CASE WHEN id > first THEN first ELSE id END), event.id) AS main,
     [(event)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) |
      [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on), statement.locator,
       coalesce(statement.valid_on, statement.published_on), statement.published_on]] AS statements,
     [(event)-[:SAME_AS*1..2]-(also:Event) WHERE coalesce(also.status, 'held') = 'held' | [also.id, also.start, also.end,
       [(also)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source) | [statement.id, source.id, source.grade, source.disclosure, coalesce(statement.published_on_to, statement.recorded_on)]]]] AS retold,
     COLLECT { MATCH (event)-[:HELD_IN|JOINED_BY]->(place:City|Region|CountryOrArea|Organisation) RETURN DISTINCT place.id ORDER BY place.id } AS parties
RETURN party, collect([event.id, main, event.kind, null, null, event.name_en, event.name_zh, null, event.start, event.end, event.status, parties, statements, retold]) AS contacts
