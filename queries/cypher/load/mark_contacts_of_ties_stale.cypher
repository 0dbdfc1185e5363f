// purpose: Mark the compact form of the contacts of the parties of some ties as stale, if a visit was about the tie
MATCH (index:ContactIndex)
UNWIND $ties AS id
MATCH (tie:Tie {id: id})-[:BETWEEN]->(party)
WHERE EXISTS { (tie)<-[:ABOUT_TIE]-() }
WITH DISTINCT index, party.id AS party
MERGE (pack:ContactPack {id: 'contacts/' + index.home + '/' + party})
SET pack.home = index.home, pack.party = party, pack.stale = true
