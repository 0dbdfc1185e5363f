// purpose: Every port and organisation with the places it serves, lies in or has its seat in, and since when and until when it is there
MATCH (party:Port|Organisation)
OPTIONAL MATCH (party)-[seat:LOCATED_IN|SERVES|BASED_IN]->(place:City|Region|CountryOrArea)
WITH *
ORDER BY party.id, type(seat), place.id
RETURN collect({id: party.id, label: labels(party)[0], name_zh: party.name_zh, name_en: party.name_en, name_local: party.name_local, kind: party.kind, lat: party.lat, lon: party.lon,
       begin: party.valid_from, ending: party.valid_to, relation: type(seat), place: place.id}) AS rows
