// name: card_contacts
// purpose: Visits and events that a home shares with a partner, by a day
// purpose_zh: 截至某日本地与某一对象的往来团组和活动
// param home: id = @home -- the home | 本地
// param partner: id -- the partner | 对方
// param as_of: date = @today -- the day | 情况截至
// column contact: id -- the visit or event | 往来
// column main: id -- the happening it tells of | 所指事项
// column what: text -- visit or event | 团组或活动
// column title: text -- the delegation, or the event's name in English, as the source gives it | 名称
// column title_zh: text -- the event's name in Chinese | 中文名称
// column kind: text -- direction of a visit, kind of an event | 方向或活动性质
// column level: text(level) -- rank of a delegation's head | 级别
// column status: text(happening_status) -- planned, confirmed, held or cancelled | 状态
// column start: date -- first day | 开始日期
// column last: date -- last day | 结束日期
// column start_from: date -- first day the beginning can mean | 开始日期下限
// example: partner=trier as_of=2020-01-22
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)
WITH collect(DISTINCT own.id) AS ids
MATCH (partner:City|Region|CountryOrArea|Organisation|Consulate {id: $partner})<-[b:FROM_PLACE|TO_PLACE|MET_WITH]-(visit:Visit)
MATCH (visit)-[a:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND type(a) <> type(b) AND visit.start_to <= $as_of
OPTIONAL MATCH (visit)-[:SAME_AS]->(main:Visit)
RETURN DISTINCT visit.id AS contact, coalesce(main.id, visit.id) AS main, 'visit' AS what, visit.title AS title, null AS title_zh, visit.direction AS kind, visit.level AS level,
       visit.status AS status, visit.start AS start, visit.end AS last, toString(visit.start_from) AS start_from
UNION
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)
WITH collect(DISTINCT own.id) AS ids
MATCH (partner:City|Region|CountryOrArea|Organisation|Consulate {id: $partner})<-[:HELD_IN|JOINED_BY]-(event:Event)
MATCH (event)-[:HELD_IN|JOINED_BY]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND event.start_to <= $as_of
OPTIONAL MATCH (event)-[:SAME_AS]->(main:Event)
RETURN DISTINCT event.id AS contact, coalesce(main.id, event.id) AS main, 'event' AS what, event.name_en AS title, event.name_zh AS title_zh, event.kind AS kind, null AS level,
       event.status AS status, event.start AS start, event.end AS last, toString(event.start_from) AS start_from
