// purpose: Take away some contacts of a home in compact form
MATCH (pack:ContactPack {home: $home})
WITH pack LIMIT $most
DELETE pack
RETURN count(*) AS dropped
