// purpose: How many visits and events each place and organisation takes part in, of whatever home
MATCH (party:City|Region|CountryOrArea|Organisation)
RETURN party.id AS id, COUNT { (party)<-[:FROM_PLACE|TO_PLACE|HELD_IN|JOINED_BY|MET_WITH]-() } AS contacts
