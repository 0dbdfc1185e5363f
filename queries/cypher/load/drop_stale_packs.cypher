// purpose: Take away what is stale of the contacts of a home in compact form
MATCH (pack:ContactPack {home: $home, stale: true})
DELETE pack
