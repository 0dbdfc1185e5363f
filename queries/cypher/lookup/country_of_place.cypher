// purpose: The country or area in which a place lies; no row if there is no such place
MATCH (p:City|Region|CountryOrArea {id: $id})
OPTIONAL MATCH (p)-[:IN*0..4]->(c:CountryOrArea)
RETURN c.iso2 AS country
LIMIT 1
