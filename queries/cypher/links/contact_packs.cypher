// purpose: The contacts of a home in compact form, by party
MATCH (pack:ContactPack {home: $home})
WHERE $parties IS NULL OR pack.party IN $parties
RETURN pack.party AS party, pack.contacts AS contacts, coalesce(pack.stale, false) AS stale
