// name: visits_received_by_host
// purpose: Visits that the home received in a period, by who received them
// purpose_zh: 某一时期本地来访团组按接待单位统计
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param ranks: text = @high_level -- ranks that make a high-level visit | 高访级别
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column host: text -- who received them | 接待单位
// column visits: int -- visits | 团组数
// column high_level: int -- of these, led by heads of the ranks that make a high-level visit | 其中由高访级别人员率领的
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated WHERE v.direction = 'inbound' AND ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
RETURN v.host AS host, count(v) AS visits, count(CASE WHEN v.level IN split($ranks, ',') THEN v END) AS high_level, max(dated.start) AS last
ORDER BY visits DESC, host
