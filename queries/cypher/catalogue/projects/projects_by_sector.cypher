// name: projects_by_sector
// purpose: Cooperation projects begun by a day, by sector; what has no beginning recorded is listed on every day; stages are those recorded now
// purpose_zh: 截至某日已开始的合作项目按领域统计；未载开始日期者每日均列；阶段为现登记者
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column sector: text -- sector as recorded | 登记的领域
// column projects: int -- projects | 项目数
// column stages: texts -- stages they are in | 所处阶段
// column partners: texts -- parties involved | 涉及方
// example:

MATCH (x:Project)
WHERE coalesce(x.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
// include: project_stage
OPTIONAL MATCH (x)-[:INVOLVES]->(p:City|Region|CountryOrArea|Organisation)
WITH x, stage, p ORDER BY p.id, stage
RETURN x.sector AS sector, count(DISTINCT x) AS projects, collect(DISTINCT stage) AS stages, collect(DISTINCT p.id) AS partners
ORDER BY projects DESC, sector
