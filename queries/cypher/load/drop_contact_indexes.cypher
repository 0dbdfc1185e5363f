// purpose: No contacts of any home are held in compact form any more
MATCH (index:ContactIndex)
DELETE index
