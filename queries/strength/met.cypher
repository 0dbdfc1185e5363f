// purpose: Visits of a home in which an organisation that is a party of a tie was met
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:FROM_PLACE|TO_PLACE]-(visit:Visit)-[:MET_WITH]->(partner:Organisation)<-[:BETWEEN]-(:Tie)
RETURN DISTINCT visit.id AS id, partner.id AS partner
