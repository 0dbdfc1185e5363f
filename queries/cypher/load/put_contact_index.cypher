// purpose: The contacts of a home are held in compact form
MERGE (index:ContactIndex {id: $id})
SET index.home = $home, index.about = $about
