// purpose: The contacts of a home in compact form, by party
MATCH (pack:ContactPack {home: $home})
RETURN pack.party AS party, pack.contacts AS contacts, coalesce(pack.stale, false) AS stale
