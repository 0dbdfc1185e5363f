// purpose: The label of a place
MATCH (place:City|Region|CountryOrArea {id: $id})
RETURN labels(place)[0] AS label
