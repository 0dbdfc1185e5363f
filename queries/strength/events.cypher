// purpose: Events shared by a home and each place or organisation
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:HELD_IN|JOINED_BY]-(event:Event)-[:HELD_IN|JOINED_BY]->(partner:City|Region|CountryOrArea|Organisation)
WHERE partner.id <> own.id
OPTIONAL MATCH (event)-[:SAME_AS]->(main:Event)
RETURN DISTINCT event.id AS id, partner.id AS partner, coalesce(main.id, event.id) AS main, event.kind AS kind, event.name_en AS title, event.start AS start, event.end AS end,
       event.status AS status
