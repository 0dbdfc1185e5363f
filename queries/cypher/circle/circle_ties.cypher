// name: circle_ties
// purpose: Every tie of a home, its districts, ports and organisations, with the partner and the steps; one row for each step
// purpose_zh: 本地（含所辖区、港口、机构）的全部关系、对方及各步骤，每步骤一行
// param home: id = @home -- the home | 本地
// column tie: id -- the tie | 关系
// column kind: text(tie_kind) -- its kind as of today | 类别
// column status: text(tie_status) -- its status as of today | 状态
// column family: text -- relation, route or membership | 大类
// column home_party: id -- the party on the home's side | 本地一方
// column home_party_zh: text -- its name in Chinese | 本地一方中文名
// column home_party_en: text -- its name in English | 本地一方英文名
// column partner: id -- the other party | 对方
// column label: text -- what the other party is: City, Region, CountryOrArea, Port or Organisation | 对方性质
// column name_zh: text -- its name in Chinese; empty for a country or area | 对方中文名
// column name_en: text -- its name in English | 对方英文名
// column name_local: text -- its own name | 对方当地名称
// column country: area -- its country or area | 所属国家（地区）
// column continent: text(continent) -- continent of that | 大洲
// column lat: number -- latitude, degrees | 纬度
// column lon: number -- longitude, degrees | 经度
// column seat: id -- the city it lies in, serves or has its seat in, if it is none itself | 所在城市
// column step: id -- a step of the tie | 步骤
// column step_kind: text(tie_kind) -- kind of tie it leads to | 步骤所属类别
// column stage: text(step) -- generic stage | 阶段
// column step_status: text(step_status) -- whether it was taken | 步骤状态
// column date: date -- when | 日期
// column date_to: date -- last day that can mean | 日期上限
// column known_by: date -- day as of which a source states it, where it has no date | 资料记载日
// example:
MATCH (home:City|Region|CountryOrArea {id: $home})
MATCH (home)<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(partner)
WHERE partner.id <> own.id
WITH DISTINCT tie, own, partner
OPTIONAL MATCH (partner)-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]->(area:CountryOrArea)
OPTIONAL MATCH (partner)-[:LOCATED_IN|SERVES|BASED_IN]->(seat:City|Region)
WITH tie, own, partner, min(area.iso2) AS country, min(area.continent) AS continent, min(seat.id) AS seat, partner:CountryOrArea AS whole
OPTIONAL MATCH (step:TieStep)-[:STEP_OF]->(tie)
RETURN tie.id AS tie, tie.kind AS kind, tie.status AS status, tie.family AS family,
       own.id AS home_party, own.name_zh AS home_party_zh, own.name_en AS home_party_en,
       partner.id AS partner, labels(partner)[0] AS label,
       CASE WHEN whole THEN null ELSE partner.name_zh END AS name_zh,
       CASE WHEN whole THEN null ELSE partner.name_en END AS name_en,
       CASE WHEN whole THEN null ELSE partner.name_local END AS name_local,
       country, continent, partner.lat AS lat, partner.lon AS lon, seat,
       step.id AS step, step.kind AS step_kind, step.step AS stage, step.status AS step_status,
       step.date AS date, toString(step.date_to) AS date_to, toString(step.known_by) AS known_by
ORDER BY tie, step
