// purpose: Every tie with its two parties
MATCH (one:City|Region|CountryOrArea|Port|Organisation)<-[a:BETWEEN]-(tie:Tie)-[b:BETWEEN]->(other:City|Region|CountryOrArea|Port|Organisation)
WHERE a.role = 'a' AND b.role = 'b'
WITH *
ORDER BY tie.id
RETURN collect({tie: tie.id, family: tie.family, one: one.id, other: other.id}) AS rows
