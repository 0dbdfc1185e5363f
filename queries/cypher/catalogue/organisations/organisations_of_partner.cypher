// name: organisations_of_partner
// purpose: Organisations seated in a partner or a place within it, with the visits that met them
// purpose_zh: 设在某一伙伴（含其辖地）的机构及会见团组数
// param partner: id -- the partner | 伙伴
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column organisation: id -- the organisation | 机构
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(organisation_kind) -- kind of organisation | 机构类别
// column place: id -- its seat | 所在地
// column valid_from: date -- since when; empty: not recorded, and listed on every day | 始于
// column valid_to: date -- until when | 止于
// column visits: int -- visits that met it | 会见团组数
// example: partner=trier

MATCH (:City|Region|CountryOrArea {id: $partner})<-[:IN*0..3]-(p:City|Region|CountryOrArea)<-[:BASED_IN]-(o:Organisation)
WHERE coalesce(o.valid_from_to <= $as_of, true) AND coalesce(o.valid_to_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
WITH DISTINCT o, p
OPTIONAL MATCH (o)<-[:MET_WITH]-(row:Visit)
WHERE coalesce(row.status, 'held') = 'held' AND row.start_to <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (row)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (row)-[:SAME_AS]->(main:Visit)
WITH o, p, count(DISTINCT coalesce(main, row)) AS visits
RETURN o.id AS organisation, o.name_en AS name_en, o.name_zh AS name_zh, o.kind AS kind, p.id AS place, o.valid_from AS valid_from, o.valid_to AS valid_to, visits
ORDER BY kind, organisation
