// name: projects
// purpose: Cooperation projects begun by a day, with their partners, sector and stage; what has no beginning recorded is listed on every day; the stage is the one recorded now, empty before the day of an end, and completed after it
// purpose_zh: 截至某日已开始的合作项目及合作方、领域、阶段；未载开始日期者每日均列；阶段为现登记者，结束日以前不列完成，结束日以后列为完成
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param sector: text = null -- only this sector, as recorded | 只看该领域（按登记）
// param status: text(project_status) = null -- only this stage | 只看该阶段
// param partner: id = null -- only projects that involve this place or organisation | 只看涉及该地方或机构的项目
// column project: id -- the project | 项目
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column sector: text -- sector | 领域
// column stage: text(project_status) -- stage | 阶段
// column start: date -- first day | 开始日期
// column last_day: date -- until when | 结束日期
// column company: text -- company | 企业
// column amount: number -- sum | 金额
// column currency: text -- ISO 4217 code of the sum | 币种
// column partners: texts -- parties involved | 涉及方
// column areas: areas -- their countries or areas | 其国家（地区）
// example: sector=health

MATCH (x:Project)
WHERE ($sector IS NULL OR x.sector = $sector) AND coalesce(x.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
// include: project_stage
WITH x, stage
WHERE $status IS NULL OR stage = $status
OPTIONAL MATCH (x)-[:INVOLVES]->(p:City|Region|CountryOrArea|Organisation)
OPTIONAL MATCH (p)-[:IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH x, stage, p, c ORDER BY p.id, c.iso2
WITH x, stage, collect(DISTINCT p.id) AS partners, collect(DISTINCT c.iso2) AS areas
WHERE $partner IS NULL OR $partner IN partners
RETURN x.id AS project, x.name_en AS name_en, x.name_zh AS name_zh, x.sector AS sector, stage, x.start AS start, CASE WHEN x.end_to > $as_of THEN null ELSE x.end END AS last_day, x.company AS company,
  x.amount AS amount, x.currency AS currency, partners, areas
ORDER BY sector, project
