// purpose: Friendship associations with their seats
MATCH (body:Organisation {kind: 'friendship_association'})-[:BASED_IN]->(seat:City|Region|CountryOrArea)
RETURN body.id AS id, seat.id AS seat, body.valid_from AS begin, body.valid_to AS ending
ORDER BY id
