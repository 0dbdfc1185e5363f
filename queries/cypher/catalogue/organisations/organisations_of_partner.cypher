// name: organisations_of_partner
// purpose: Organisations seated in a partner or a place within it, with the visits that met them
// purpose_zh: 设在某一伙伴（含其辖地）的机构及会见团组数
// param partner: id -- the partner | 伙伴
// column organisation: id -- the organisation | 机构
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(organisation_kind) -- kind of organisation | 机构类别
// column place: id -- its seat | 所在地
// column valid_from: date -- since when | 始于
// column valid_to: date -- until when | 止于
// column visits: int -- visits that met it | 会见团组数
// example: partner=trier

MATCH (:City|Region|CountryOrArea {id: $partner})<-[:IN*0..3]-(p:City|Region|CountryOrArea)<-[:BASED_IN]-(o:Organisation)
WITH DISTINCT o, p
OPTIONAL MATCH (o)<-[:MET_WITH]-(v:Visit)
WHERE NOT (v)-[:SAME_AS]->(:Visit)
WITH o, p, count(DISTINCT v) AS visits
RETURN o.id AS organisation, o.name_en AS name_en, o.name_zh AS name_zh, o.kind AS kind, p.id AS place, o.valid_from AS valid_from, o.valid_to AS valid_to, visits
ORDER BY kind, organisation
