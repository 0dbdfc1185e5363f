// name: events_by_year
// purpose: Events in the home or with its part by year
// purpose_zh: 历年在本地举办或本地参与的活动数
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column year: int -- year | 年份
// column events: int -- events | 活动数
// column in_home: int -- of these, held in the home | 其中在本地举办
// column kinds: texts -- kinds of event | 活动类别
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: events_on_day
WITH ids, e, dated, rows WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
WITH ids, e, dated, rows ORDER BY e.kind
RETURN dated.start_from.year AS year, count(e) AS events, count(CASE WHEN any(row IN rows WHERE EXISTS { MATCH (row)-[:HELD_IN]->(venue) WHERE venue.id IN ids }) THEN 1 END) AS in_home,
  collect(DISTINCT e.kind) AS kinds
ORDER BY coalesce(year, 9999)
