// name: circle_visits
// purpose: Visits between a home and each place by a day: how many, how many of late, and the last day of the newest
// purpose_zh: 截至某日本地与各地的往来团组：总数、近期数及最近日期
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param since: date = @today -- from this day on they are counted as of late | 近期起算日
// column partner: id -- the place | 对方
// column contacts: int -- visits, several rows on one happening counted once | 批次
// column late: int -- of them since that day | 近期批次
// column last: date -- last day of the newest | 最近日期
// example: as_of=2020-01-22 since=2018-01-22
MATCH (home:City|Region|CountryOrArea {id: $home})
MATCH (home)<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[a:FROM_PLACE|TO_PLACE]-(visit:Visit)-[b:FROM_PLACE|TO_PLACE]->(partner:City|Region|CountryOrArea)
WHERE type(a) <> type(b) AND partner.id <> own.id AND visit.start_to <= $as_of AND coalesce(visit.status, 'held') = 'held'
OPTIONAL MATCH (visit)-[:SAME_AS]->(main:Visit)
WITH partner.id AS partner, coalesce(main.id, visit.id) AS happening, toString(coalesce(visit.end_to, visit.start_to)) AS last
RETURN partner, count(DISTINCT happening) AS contacts, count(DISTINCT CASE WHEN last > toString($since) THEN happening END) AS late, max(last) AS last
ORDER BY partner
