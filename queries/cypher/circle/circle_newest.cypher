// name: circle_newest
// purpose: The newest visits between a home and places with which it has a tie, by a day
// purpose_zh: 截至某日本地与结好及联系对象的最新往来团组
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param since: date = 1900-01-01 -- only from this day on | 起始日期
// param most: int = 6 -- at most so many | 最多条数
// column contact: id -- the visit | 团组
// column partner: id -- the place | 对方
// column name_zh: text -- its name in Chinese; empty for a country or area | 对方中文名
// column name_en: text -- its name in English | 对方英文名
// column name_local: text -- its own name | 对方当地名称
// column title: text -- the delegation, as the source names it | 团组名称
// column direction: text(direction) -- which way | 方向
// column level: text(level) -- rank of its head | 级别
// column start: date -- first day | 开始日期
// example: as_of=2020-01-22
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)
WITH collect(DISTINCT own.id) AS ids
MATCH (visit:Visit)
WHERE visit.start_from >= $since AND visit.start_to <= $as_of AND coalesce(visit.status, 'held') = 'held'
MATCH (visit)-[a:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids
MATCH (visit)-[b:FROM_PLACE|TO_PLACE]->(partner:City|Region|CountryOrArea)
WHERE type(a) <> type(b) AND partner.id <> own.id AND NOT EXISTS { (visit)-[:SAME_AS]->(:Visit) }
MATCH (partner)<-[:BETWEEN]-(:Tie)-[:BETWEEN]->(side:City|Region|CountryOrArea)
WHERE side.id = $home OR side.id = own.id
WITH DISTINCT visit, partner, partner:CountryOrArea AS whole
RETURN visit.id AS contact, partner.id AS partner,
       CASE WHEN whole THEN null ELSE partner.name_zh END AS name_zh,
       CASE WHEN whole THEN null ELSE partner.name_en END AS name_en,
       CASE WHEN whole THEN null ELSE partner.name_local END AS name_local,
       visit.title AS title, visit.direction AS direction, visit.level AS level, visit.start AS start
ORDER BY toString(visit.start_from) DESC, contact, partner
LIMIT $most
