// name: coming_visits
// purpose: Visits that are planned or confirmed and not over on a day, by what had been announced then, with who receives them; high-level ones first. Whether one is planned or confirmed is what is recorded now
// purpose_zh: 某日已公布而尚未结束的计划中或已确认的团组及接待单位，高访在前。状态为现登记者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column visit: id -- the visit | 团组
// column start: date -- first day | 开始日期
// column direction: text(direction) -- direction | 方向
// column level: text(level) -- level of its head | 团长级别
// column status: text(happening_status) -- planned or confirmed | 计划中或已确认
// column title: text -- title as recorded | 登记的名称
// column host: text -- who receives it; empty where nobody is entered | 接待单位，未登记则为空
// column places: texts -- places at the other end | 对方地方
// example: as_of=2020-01-22

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side.id) AS ids
MATCH (v:Visit)-[:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE v.status IN ['planned', 'confirmed'] AND own.id IN ids AND (v.start_to IS NULL OR coalesce(v.end_to, v.start_to) >= $as_of) AND NOT (v)-[:SAME_AS]->(:Visit)
WITH DISTINCT ids, v
// By the day it was announced, or else told by a source that had appeared; where neither is dated, from a year before it begins. Without any date it is always told.
WHERE coalesce(v.announced_on, COLLECT { MATCH (v)<-[:SAYS]-(said:Statement) RETURN min(said.published_on_to) }[0], v.start_from - duration('P1Y'), date('0001-01-01')) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (v)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (v)-[:FROM_PLACE|TO_PLACE]->(far:City|Region|CountryOrArea)
WHERE NOT far.id IN ids
WITH v, far ORDER BY far.id
WITH v, collect(DISTINCT far.id) AS places, collect(DISTINCT far) AS far,
  CASE v.level WHEN 'head_of_state' THEN 0 WHEN 'vice_minister_or_ambassador' THEN 1 WHEN 'governor' THEN 2 WHEN 'mayor' THEN 3 ELSE 4 END AS rank
WHERE size(far) = 0 OR any(place IN far WHERE NOT EXISTS { MATCH (place)-[:IN*0..3]->(c:CountryOrArea) WHERE c.iso2 IN split($outside, ',') })
RETURN v.id AS visit, v.start AS start, v.direction AS direction, v.level AS level, v.status AS status, coalesce(v.title, v.title_zh) AS title, v.host AS host, places
ORDER BY rank, start, visit
