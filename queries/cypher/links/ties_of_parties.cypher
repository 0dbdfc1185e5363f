// purpose: The ties of some parties, and the memberships of the home, each with its two parties
UNWIND $parties + $own AS id
MATCH (party:City|Region|CountryOrArea|Port|Organisation {id: id})<-[:BETWEEN]-(tie:Tie)
WHERE id IN $parties OR tie.family = 'membership'
WITH DISTINCT tie
MATCH (one:City|Region|CountryOrArea|Port|Organisation)<-[a:BETWEEN]-(tie)-[b:BETWEEN]->(other:City|Region|CountryOrArea|Port|Organisation)
WHERE a.role = 'a' AND b.role = 'b'
RETURN tie.id AS tie, tie.family AS family, one.id AS one, other.id AS other
ORDER BY tie
