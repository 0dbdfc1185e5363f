// name: visits
// purpose: Visits of the home in a period, one row per happening; a date known only to the year or month counts once its whole span lies in the period
// purpose_zh: 某一时期本地往来团组，一次往来一行；仅知年、月的日期须整段落入该时期才计入
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param direction: text(direction) = null -- only this direction | 只看该方向
// param level: text(level) = null -- only this level | 只看该级别
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
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
// example: from=2019-01-01 to=2019-12-31 direction=outbound

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, visit, dated, rows, COLLECT { UNWIND far AS place MATCH (place)-[:IN*0..3]->(c:CountryOrArea) WITH DISTINCT c.iso2 AS area ORDER BY area RETURN area } AS areas, [place IN far | place.id] AS places
WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to AND ($direction IS NULL OR v.direction = $direction) AND ($level IS NULL OR v.level = $level) AND ($country IS NULL OR $country IN areas)
RETURN visit, dated.start AS start, coalesce(dated.end, v.end) AS last_day, v.direction AS direction, v.level AS level, coalesce(v.title, v.title_zh) AS title, v.host AS host, places, areas, v.persons AS persons
ORDER BY dated.start_from, dated.start_to, visit
