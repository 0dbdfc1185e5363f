// purpose: The ids of all places, to propose what looks like one that is unknown
MATCH (p:City|Region|CountryOrArea)
RETURN p.id AS id
