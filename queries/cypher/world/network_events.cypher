// purpose: Every event with where it was held and who took part
MATCH (event:Event)-[way:HELD_IN|JOINED_BY]->(party:City|Region|CountryOrArea|Organisation|Consulate)
OPTIONAL MATCH (event)-[:SAME_AS]->(main:Event)
RETURN event.id AS id, coalesce(main.id, event.id) AS main, event.kind AS kind, event.name_en AS name_en, event.name_zh AS name_zh, event.start AS start,
       event.status AS status, type(way) AS relation, party.id AS party
ORDER BY id, way, party
