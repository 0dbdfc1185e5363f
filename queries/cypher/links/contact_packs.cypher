// purpose: The contacts of a home in compact form by party, in some dozens of groups
MATCH (pack:ContactPack {home: $home})
WHERE $parties IS NULL OR pack.party IN $parties
RETURN right(pack.party, 1) AS part, collect([pack.party, pack.contacts, coalesce(pack.stale, false)]) AS packs
