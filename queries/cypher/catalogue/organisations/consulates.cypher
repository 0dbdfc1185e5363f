// name: consulates
// purpose: Embassies and consulates in the home's country with their consular districts, those seated in the home first
// purpose_zh: 驻本国使领馆及其领区，驻本地者在前
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
// column consulate: id -- the post | 使领馆
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(consulate_kind) -- kind of post | 类别
// column country: area -- country or area that sends it | 派遣国家（地区）
// column seat: id -- its seat | 驻地
// column opened: date -- when it opened; empty: not recorded, and listed on every day | 开馆日期；空白为未登记，每日均列
// column closed: date -- day known on which it closes, later than the day asked about | 闭馆日期
// column district: texts -- places of its consular district, as far as recorded | 领区（已登记部分）
// column concerns_home: text -- seated: in the home; district: the home lies in its district; else empty | seated 驻本地；district 领区含本地；否则为空
// example:

MATCH (home:City|Region|CountryOrArea {id: $home})-[:IN*0..3]->(land:CountryOrArea)
WITH DISTINCT home, land
MATCH (land)<-[:IN*0..3]-(seat)<-[:SEATED_IN]-(o:Consulate)
WHERE coalesce(o.opened_to <= $as_of, true) AND coalesce(o.closed_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
WITH DISTINCT home, seat, o
OPTIONAL MATCH (o)-[:SENT_BY]->(sender:CountryOrArea)
WITH home, seat, o, min(sender.iso2) AS country
WHERE $country IS NULL OR country = $country
OPTIONAL MATCH (o)-[:COVERS]->(district)
WITH home, seat, o, country, district ORDER BY district.id
WITH home, seat, o, country, collect(DISTINCT district.id) AS district
WITH seat, o, country, district, CASE WHEN EXISTS { (seat)-[:IN*0..3]->(home) } THEN 'seated' WHEN EXISTS { (home)-[:IN*0..3]->()<-[:COVERS]-(o) } THEN 'district' END AS concerns_home
RETURN o.id AS consulate, o.name_en AS name_en, o.name_zh AS name_zh, o.kind AS kind, country, seat.id AS seat, o.opened AS opened, o.closed AS closed, district, concerns_home
ORDER BY CASE concerns_home WHEN 'seated' THEN 1 WHEN 'district' THEN 2 ELSE 3 END, kind, consulate
