// name: high_level_visits
// purpose: Visits of the home in a period led by heads of the ranks that make a high-level visit (vice-ministers and ambassadors and above, unless the naming profile sets others), whoever received them; governors on request. Those counted are the high-level groups received
// purpose_zh: 某一时期由高访级别（副部级、大使级以上，名称规范另定者从其规定）人员率领的团组，不论由谁接待；可选列出省州长。计入者即“高级别团组”
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param governors: truth = false -- count heads of provinces and states too | 是否计入省州长
// param ranks: text = @high_level -- ranks that make a high-level visit | 高访级别
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column visit: id -- the visit | 团组
// column start: date -- first day | 开始日期
// column last_day: date -- last day | 结束日期
// column direction: text(direction) -- direction | 方向
// column level: text(level) -- level of its head | 团长级别
// column title: text -- title as recorded | 登记的名称
// column host: text -- who receives it | 接待单位
// column places: texts -- places at the other end | 对方地方
// column areas: areas -- countries or areas at the other end | 对方国家（地区）
// column persons: int -- persons | 人次
// column counted: truth -- whether it is one of the high-level groups received: inbound, of such a rank, received by a body that the office lists or with no receiver recorded | 是否计入高级别团组：来访、达到该级别、由名单所列单位接待或接待单位未登记
// example: from=2019-01-01 to=2019-12-31 governors=true

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH ids, v, visit, dated, rows, far, head([row IN rows WHERE row.level IS NOT NULL | row.level]) AS level, head([row IN rows WHERE row.received_by IS NOT NULL | row.received_by]) AS receiver,
  any(row IN rows WHERE EXISTS { MATCH (row)-[:TO_PLACE]->(own) WHERE own.id IN ids }) AS here,
  reduce(ours = [], list IN COLLECT { MATCH (office:Office {home: $home}) WHERE office.receivers IS NOT NULL RETURN office.receivers } | ours + list) AS ours
WITH v, visit, dated, rows, level, v.direction = 'inbound' AND here AND (receiver IS NULL OR size(ours) = 0 OR receiver IN ours) AS received, COLLECT { UNWIND far AS place MATCH (place)-[:IN*0..3]->(c:CountryOrArea) WITH DISTINCT c.iso2 AS area ORDER BY area RETURN area } AS areas, [place IN far | place.id] AS places
WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to AND (level IN split($ranks, ',') OR ($governors AND level = 'governor'))
RETURN visit, dated.start AS start, coalesce(dated.end, v.end) AS last_day, v.direction AS direction, level, coalesce(v.title, v.title_zh) AS title, v.host AS host, places, areas, v.persons AS persons, received AND level IN split($ranks, ',') AS counted
ORDER BY dated.start_from, dated.start_to, visit
