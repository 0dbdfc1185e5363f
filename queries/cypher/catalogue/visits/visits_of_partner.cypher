// name: visits_of_partner
// purpose: Visits between the home and one partner, or a place within it, the latest first, each happening once
// purpose_zh: 本地与某一伙伴（含其辖地）之间的团组，最近者在前，同一往来只列一次
// param partner: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column visit: id -- the visit | 团组
// column start: date -- first day | 开始日期
// column last_day: date -- last day | 结束日期
// column direction: text(direction) -- direction | 方向
// column level: text(level) -- level of its head | 团长级别
// column title: text -- title as recorded | 登记的名称
// column host: text -- who receives it | 接待单位
// column topics: texts -- subjects | 议题
// column reports: int -- reports of it, by one source or several | 记载篇数
// example: partner=trier

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH visit, v, dated, rows, far WHERE dated.start_to <= $to
  AND EXISTS { MATCH (p:City|Region|CountryOrArea)-[:IN*0..3]->(:City|Region|CountryOrArea {id: $partner}) WHERE p IN far }
RETURN visit, dated.start AS start, coalesce(dated.end, v.end) AS last_day, v.direction AS direction, v.level AS level, coalesce(v.title, v.title_zh) AS title, v.host AS host, v.topics AS topics, size(rows) AS reports
ORDER BY dated.start_to DESC, visit
