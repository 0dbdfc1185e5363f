// purpose: The places that a home lies in
MATCH (home:City|Region|CountryOrArea {id: $home})-[:IN*1..4]->(place:City|Region|CountryOrArea)
RETURN DISTINCT place.id AS within
ORDER BY within
