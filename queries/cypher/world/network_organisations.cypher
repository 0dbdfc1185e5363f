// purpose: Every port and organisation with the places it serves, lies in or has its seat in, and since when and until when it is there
MATCH (party:Port|Organisation)
OPTIONAL MATCH (party)-[seat:LOCATED_IN|SERVES|BASED_IN]->(place:City|Region|CountryOrArea)
RETURN party.id AS id, labels(party)[0] AS label, party.name_zh AS name_zh, party.name_en AS name_en, party.name_local AS name_local, party.kind AS kind, party.lat AS lat, party.lon AS lon,
       party.valid_from AS begin, party.valid_to AS ending, type(seat) AS relation, place.id AS place
ORDER BY id, relation, place
