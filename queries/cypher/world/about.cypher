// purpose: Which ties visits and events are about
MATCH (happening:Visit|Event)-[:ABOUT_TIE]->(tie:Tie)
RETURN happening.id AS id, tie.id AS tie
ORDER BY id, tie
