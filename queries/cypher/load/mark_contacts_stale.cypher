// purpose: Mark the compact form of the contacts of those parties as stale whose visits, events or ties change
MATCH (index:ContactIndex)
CALL () {
  UNWIND $happenings AS id
  MATCH (happening:Visit|Event {id: id})
  RETURN happening
  UNION
  UNWIND $statements AS id
  MATCH (:Statement {id: id})-[:SAYS]->(happening:Visit|Event)
  RETURN happening
}
// Rows of the same happening hold each other's dates.
CALL (happening) {
  MATCH (happening)-[:SAME_AS*0..2]-(row:Visit|Event)
  RETURN DISTINCT row
}
WITH index, row AS happening
CALL (happening) {
  MATCH (happening)-[:FROM_PLACE|TO_PLACE|MET_WITH|HELD_IN|JOINED_BY]->(party)
  RETURN party.id AS party
  UNION
  MATCH (happening)-[:ABOUT_TIE]->(:Tie)-[:BETWEEN]->(party)
  RETURN party.id AS party
}
WITH DISTINCT index, party
MERGE (pack:ContactPack {id: 'contacts/' + index.home + '/' + party})
SET pack.home = index.home, pack.party = party, pack.stale = true
