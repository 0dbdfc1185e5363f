// name: projects_of_ties
// purpose: Projects with places that have a tie with the home in force on a day, and what they are worth as far as entered; what has no beginning recorded is listed on every day, and the stage is that recorded now
// purpose_zh: 某日与本地有有效结好关系的对象的合作项目及已登记金额；未载开始日期者每日均列，阶段为现登记者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column project: id -- the project | 项目
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column place: id -- the partner | 对方
// column sector: text -- sector as recorded | 登记的领域
// column status: text(project_status) -- stage | 阶段
// column start: date -- begin | 开始
// column amount: number -- sum; empty where nobody has entered it | 金额，未登记则为空
// column currency: text -- currency of the sum | 币种
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH p, in_force WHERE in_force
WITH DISTINCT p
MATCH (p)<-[:INVOLVES]-(x:Project)
WHERE coalesce(x.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
// include: project_stage
RETURN x.id AS project, x.name_en AS name_en, x.name_zh AS name_zh, p.id AS place, x.sector AS sector, stage AS status, x.start AS start, x.amount AS amount, x.currency AS currency
ORDER BY project, place
