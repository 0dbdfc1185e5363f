// name: ties
// purpose: All ties of the home, its ports and organisations, at whatever stage, with their kind and status on a day. Dates, and how a decision settled a tie, may come from later
// purpose_zh: 本地及其港口、机构的全部结好关系（含意向），及某日的类别与状态。日期与认定可能出自此后
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param kind: text(tie_kind) = null -- only ties of this kind | 只看该类别
// param status: text(tie_status) = null -- only ties of this status | 只看该状态
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
// column tie: id -- the tie | 结好关系
// column party: id -- the other party | 对方
// column label: text -- what the other party is, as a label of the model | 对方在模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column home_party: id -- party on the home's side | 本方
// column family: text -- relation, route or membership | 关系、航线（班列）或联盟成员
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column signed: date -- day of signature | 签署日期
// column decided_by: text -- decision or rule that settled kind and status | 类别与状态的认定依据
// example: kind=friendly_exchange_city

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[own:BETWEEN]-(t:Tie)-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE NOT p.id IN ids OR own.role = 'a'
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH side, t, p, min(c.iso2) AS country
WHERE $country IS NULL OR country = $country
// include: tie_on_day
WITH side, t, p, country, reached, best, status
WHERE ($kind IS NULL OR reached.kind = $kind) AND ($status IS NULL OR status = $status)
RETURN DISTINCT t.id AS tie, p.id AS party, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, side.id AS home_party, t.family AS family,
  reached.kind AS kind, status, CASE WHEN reached.step = 'signed' THEN reached.date END AS signed, t.decided_by AS decided_by
ORDER BY coalesce(signed, '9999'), party, tie
