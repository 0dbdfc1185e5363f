// purpose: How many visits and events each place, organisation and consulate takes part in, of whatever home
MATCH (party:City|Region|CountryOrArea|Organisation|Consulate)
WHERE $parties IS NULL OR party.id IN $parties
RETURN party.id AS id, COUNT { (party)<-[:FROM_PLACE|TO_PLACE|HELD_IN|JOINED_BY|MET_WITH]-() } AS contacts
ORDER BY id
