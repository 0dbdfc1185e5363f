// purpose: No contacts of a home are held in compact form any more
MATCH (index:ContactIndex {home: $home})
DELETE index
