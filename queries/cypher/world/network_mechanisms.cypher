// purpose: Mechanisms with their members
MATCH (mechanism:Mechanism)-[:HAS_MEMBER]->(member:City|Region|CountryOrArea|Organisation|Consulate)
RETURN mechanism.id AS id, mechanism.name_en AS name_en, mechanism.name_zh AS name_zh, member.id AS member
ORDER BY id, member
