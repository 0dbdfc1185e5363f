// purpose: Every tie with its two parties
MATCH (one:City|Region|CountryOrArea|Port|Organisation)<-[a:BETWEEN]-(tie:Tie)-[b:BETWEEN]->(other:City|Region|CountryOrArea|Port|Organisation)
WHERE a.role = 'a' AND b.role = 'b'
RETURN tie.id AS tie, tie.family AS family, one.id AS one, other.id AS other
ORDER BY tie
