// name: projects
// purpose: Cooperation projects with their partners, sector and stage
// purpose_zh: 合作项目及其伙伴、领域与阶段
// param sector: text = null -- only this sector, in the source's word | 只看该领域（出处用语）
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
WHERE ($sector IS NULL OR x.sector = $sector) AND ($status IS NULL OR x.status = $status)
OPTIONAL MATCH (x)-[:INVOLVES]->(p:City|Region|CountryOrArea|Organisation)
OPTIONAL MATCH (p)-[:IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH x, p, c ORDER BY p.id, c.iso2
WITH x, collect(DISTINCT p.id) AS partners, collect(DISTINCT c.iso2) AS areas
WHERE $partner IS NULL OR $partner IN partners
RETURN x.id AS project, x.name_en AS name_en, x.name_zh AS name_zh, x.sector AS sector, x.status AS stage, x.start AS start, x.end AS last_day, x.company AS company,
  x.amount AS amount, x.currency AS currency, partners, areas
ORDER BY sector, project
