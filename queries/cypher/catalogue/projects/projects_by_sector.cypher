// name: projects_by_sector
// purpose: Cooperation projects by sector
// purpose_zh: 合作项目按领域统计
// column sector: text -- sector, as the source names it | 领域（出处用语）
// column projects: int -- projects | 项目数
// column stages: texts -- stages they are in | 所处阶段
// column partners: texts -- parties involved | 涉及方
// example:

MATCH (x:Project)
OPTIONAL MATCH (x)-[:INVOLVES]->(p:City|Region|CountryOrArea|Organisation)
WITH x, p ORDER BY p.id, x.status
WITH x.sector AS sector, count(DISTINCT x) AS projects, collect(DISTINCT x.status) AS stages, collect(DISTINCT p.id) AS partners
RETURN sector, projects, stages, partners
ORDER BY projects DESC, sector
