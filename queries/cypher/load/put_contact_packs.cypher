// purpose: Store contacts in compact form; a party without contacts loses its node
UNWIND $rows AS row
MERGE (pack:ContactPack {id: row.id})
SET pack.home = row.home, pack.party = row.party, pack.contacts = row.contacts
REMOVE pack.stale
WITH pack WHERE pack.contacts IS NULL
DELETE pack
