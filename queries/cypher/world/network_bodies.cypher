// purpose: Every port and organisation with the places it serves, lies in or has its seat in, and since when and until when it is there
MATCH (body:Port|Organisation)
OPTIONAL MATCH (body)-[seat:LOCATED_IN|SERVES|BASED_IN]->(place:City|Region|CountryOrArea)
RETURN body.id AS id, labels(body)[0] AS label, body.name_zh AS name_zh, body.name_en AS name_en, body.name_local AS name_local, body.kind AS kind,
       body.valid_from AS begin, body.valid_to AS ending, type(seat) AS way, place.id AS place
ORDER BY id, way, place
