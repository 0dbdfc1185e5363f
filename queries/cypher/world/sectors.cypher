// purpose: Which sector each project is of
MATCH (project:Project)
WHERE project.sector IS NOT NULL
RETURN project.id AS id, project.sector AS sector
ORDER BY id
