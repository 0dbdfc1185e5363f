// purpose: Every project with the places and organisations it involves
MATCH (project:Project)-[:INVOLVES]->(party:City|Region|CountryOrArea|Organisation)
RETURN project.id AS id, project.name_en AS name_en, project.name_zh AS name_zh, project.status AS status, project.start AS start, project.end AS end, party.id AS party
ORDER BY id, party
