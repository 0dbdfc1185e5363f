// name: circle_events
// purpose: Events shared by a home and each partner by a day: how many, how many of late, and the last day of the newest
// purpose_zh: 截至某日本地与各方共同参与的活动：总数、近期数及最近日期
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param since: date = @today -- from this day on they are counted as of late | 近期起算日
// column partner: id -- the partner | 对方
// column contacts: int -- events, several rows on one happening counted once | 活动数
// column late: int -- of them since that day | 近期活动数
// column last: date -- last day of the newest | 最近日期
// example: as_of=2020-01-22 since=2018-01-22
MATCH (home:City|Region|CountryOrArea {id: $home})
MATCH (home)<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:HELD_IN|JOINED_BY]-(event:Event)-[:HELD_IN|JOINED_BY]->(partner:City|Region|CountryOrArea|Organisation|Consulate)
WHERE partner.id <> own.id AND event.start_to <= $as_of AND coalesce(event.status, 'held') = 'held'
OPTIONAL MATCH (event)-[:SAME_AS]->(main:Event)
WITH partner.id AS partner, coalesce(main.id, event.id) AS happening, max(toString(coalesce(event.end_to, event.start_to))) AS last
RETURN partner, count(happening) AS contacts, sum(CASE WHEN last > toString($since) THEN 1 ELSE 0 END) AS late, max(last) AS last
ORDER BY partner
