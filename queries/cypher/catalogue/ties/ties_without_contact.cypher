// name: ties_without_contact
// purpose: Ties of the home signed by a day for which no visit or event between home and partner is recorded, ever or since a day; not recorded is not the same as not happened
// purpose_zh: 截至某日已签署而往来情况未登记的结好关系（可限定自某日起）；未登记不等于未发生
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param since: date = null -- look only for contacts from this day on | 只查该日以后的往来
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: date -- day of signature | 签署日期
// column last: date -- latest contact before that, if any | 此前最近一次往来
// column tie: id -- the tie | 结好关系
// example: as_of=2024-12-31 since=2020-01-01

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
MATCH (t)<-[:STEP_OF]-(s:TieStep {step: 'signed', status: 'done'})
WHERE coalesce(s.date_to, s.known_by) <= $as_of
WITH DISTINCT ids, t, p
OPTIONAL MATCH (p)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)-[:FROM_PLACE|TO_PLACE]->(own)
WHERE own.id IN ids AND NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held' AND v.start_to <= $as_of
WITH ids, t, p, v ORDER BY v.start_from DESC, v.start_to DESC, v.id
WITH ids, t, p, collect(DISTINCT v) AS visits
OPTIONAL MATCH (p)<-[:HELD_IN|JOINED_BY]-(e:Event)-[:HELD_IN|JOINED_BY]->(own)
WHERE own.id IN ids AND NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held' AND e.start_to <= $as_of
WITH ids, t, p, visits, e ORDER BY e.start_from DESC, e.start_to DESC, e.id
WITH ids, t, p, visits, collect(DISTINCT e) AS events
WITH t, p, visits[0] AS v, events[0] AS e
WITH t, p, CASE WHEN v IS NULL OR e.start_from > v.start_from THEN e ELSE v END AS latest
WHERE latest IS NULL OR latest.start_from < $since
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH t, p, latest, head(collect(DISTINCT c.iso2)) AS country
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, t.kind AS kind, t.signed AS signed, latest.start AS last, t.id AS tie
ORDER BY coalesce(last, ''), place, tie
