// name: last_contacts
// purpose: Every place that the home has a tie with, at whatever stage, with its latest visit or event; the most recent first, those without a record last
// purpose_zh: 与本地有结好关系（含意向）的各地最近一次往来；最近者在前，往来情况未登记者在后
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column last_contact: date -- first day of the latest visit or event | 最近一次往来的开始日期
// column what: text -- visit or event | 团组或活动
// column contact: id -- the visit or event | 该团组或活动
// column title: text -- its title or name | 其名称
// column visits: int -- visits up to the day | 截至该日的团组数
// column events: int -- events up to the day | 截至该日的活动数
// column tie: id -- the tie, the strongest if there are several | 结好关系（有多项时取最高类别）
// example: as_of=2019-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
WITH ids, p, t, ['sister_city', 'friendly_exchange_city', 'province_level_tie', 'district_level_tie', 'sister_port', 'economic_zone_agreement',
  'economic_cooperation_agreement', 'strategic_agreement', 'association_agreement', 'university_agreement', 'friendly_contact', 'alliance_membership',
  'shipping_route', 'rail_route', 'air_route', 'diplomatic_relations', 'contact'] AS kinds
ORDER BY p.id, [i IN range(0, size(kinds) - 1) WHERE kinds[i] = t.kind][0], t.id
WITH ids, p, collect(DISTINCT t)[0] AS t
OPTIONAL MATCH (p)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)-[:FROM_PLACE|TO_PLACE]->(own)
WHERE own.id IN ids AND NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held' AND v.start_to <= $as_of
WITH ids, p, t, v ORDER BY v.start_from DESC, v.start_to DESC, v.id
WITH ids, p, t, collect(DISTINCT v) AS visits
OPTIONAL MATCH (p)<-[:HELD_IN|JOINED_BY]-(e:Event)-[:HELD_IN|JOINED_BY]->(own)
WHERE own.id IN ids AND NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held' AND e.start_to <= $as_of
WITH ids, p, t, visits, e ORDER BY e.start_from DESC, e.start_to DESC, e.id
WITH ids, p, t, visits, collect(DISTINCT e) AS events
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH p, t, visits, events, visits[0] AS v, events[0] AS e, head(collect(DISTINCT c.iso2)) AS country
WITH p, t, visits, events, country, v, CASE WHEN v IS NULL OR e.start_from > v.start_from THEN e ELSE v END AS latest
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, t.kind AS kind, t.status AS status, latest.start AS last_contact,
  CASE WHEN latest IS NULL THEN null WHEN latest:Visit THEN 'visit' ELSE 'event' END AS what, latest.id AS contact, coalesce(latest.title, latest.name_en) AS title,
  size(visits) AS visits, size(events) AS events, t.id AS tie
ORDER BY coalesce(toString(latest.start_from), '') DESC, place
