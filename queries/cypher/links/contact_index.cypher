// purpose: By which places and names of a home its contacts are held in compact form
MATCH (index:ContactIndex {home: $home})
RETURN index.about AS about
