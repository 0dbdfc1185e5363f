// name: visits_by_direction
// purpose: Visits of the home in a period by direction; happenings, not reports of them, are counted
// purpose_zh: 某一时期本地往来团组按方向统计；同一往来只计一次
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column direction: text(direction) -- direction | 方向
// column visits: int -- visits | 团组数
// column first: date -- the earliest of them | 其中最早
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
RETURN v.direction AS direction, count(v) AS visits, min(dated.start) AS first, max(dated.start) AS last
ORDER BY visits DESC, direction
