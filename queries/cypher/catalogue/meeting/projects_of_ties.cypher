// name: projects_of_ties
// purpose: Projects with places that have a signed tie with the home, and what they are worth as far as entered
// purpose_zh: 与已结好对象的合作项目及已登记金额
// param home: id = @home -- the home | 本地
// column project: id -- the project | 项目
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column place: id -- the partner | 对方
// column sector: text -- sector, as the source names it | 领域
// column status: text(project_status) -- stage | 阶段
// column start: date -- begin | 开始
// column amount: number -- sum; empty where nobody has entered it | 金额，未登记则为空
// column currency: text -- currency of the sum | 币种
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation', status: 'signed'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
WITH DISTINCT p
MATCH (p)<-[:INVOLVES]-(x:Project)
RETURN x.id AS project, x.name_en AS name_en, x.name_zh AS name_zh, p.id AS place, x.sector AS sector, x.status AS status, x.start AS start, x.amount AS amount, x.currency AS currency
ORDER BY project, place
