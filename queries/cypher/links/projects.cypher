// purpose: Cooperation projects with the places they involve
MATCH (project:Project)-[:INVOLVES]->(place:City|Region|CountryOrArea)
WHERE $parties IS NULL OR place.id IN $parties
RETURN project.id AS id, place.id AS partner, project.status AS status, project.start AS start, project.end AS end
ORDER BY id, partner
