// purpose: The home with what lies in it: its districts, ports and organisations
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)
RETURN DISTINCT own.id AS id
ORDER BY id
