// purpose: Ties between two places that are signed and have not ended
MATCH (one:City|Region|CountryOrArea)<-[a:BETWEEN]-(tie:Tie {family: 'relation'})-[b:BETWEEN]->(other:City|Region|CountryOrArea)
WHERE a.role = 'a' AND b.role = 'b' AND tie.status IN $statuses
RETURN tie.id AS tie, tie.kind AS kind, tie.status AS status, tie.signed AS signed, tie.signed_from AS signed_from, tie.signed_to AS signed_to,
       one.id AS one, labels(one)[0] AS one_label, other.id AS other, labels(other)[0] AS other_label
ORDER BY tie
