// name: visits_of_partner
// purpose: Visits between the home and one partner, or a place within it, the latest first, each happening once
// purpose_zh: 本地与某一伙伴（含其辖地）之间的团组，最近者在前，同一往来只列一次
// param partner: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param to: date = @today -- only up to this day | 截止日期
// column visit: id -- the visit | 团组
// column start: date -- first day | 开始日期
// column last_day: date -- last day | 结束日期
// column direction: text(direction) -- direction | 方向
// column level: text(level) -- level of its head | 团长级别
// column title: text -- title as the source gives it | 出处所载名称
// column host: text -- who receives it | 接待单位
// column topics: texts -- subjects | 议题
// column reports: int -- reports of it, by one source or several | 记载篇数
// example: partner=trier

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (:City|Region|CountryOrArea {id: $partner})<-[:IN*0..3]-(p:City|Region|CountryOrArea)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)-[:FROM_PLACE|TO_PLACE]->(own)
WHERE own.id IN ids AND NOT p.id IN ids AND NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held' AND v.start_to <= $to
WITH DISTINCT v
OPTIONAL MATCH (other:Visit)-[:SAME_AS]->(v)
WITH v, count(DISTINCT other) + 1 AS reports
RETURN v.id AS visit, v.start AS start, v.end AS last_day, v.direction AS direction, v.level AS level, v.title AS title, v.host AS host, v.topics AS topics, reports
ORDER BY v.start_to DESC, visit
