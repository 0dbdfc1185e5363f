// name: sites
// purpose: Sites that guests are shown or that serve exchanges, where they lie and on which visits they were seen
// purpose_zh: 参观考察及服务对外交往的地点，附所在地与参观团组
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param kind: text(site_kind) = null -- only this kind | 只看该类别
// column site: id -- the site | 参观点
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(site_kind) -- kind | 类别
// column places: texts -- places it lies in; none: not recorded | 所在地；空白为未登记
// column visits: texts -- visits on which it was seen | 参观团组
// column note: text -- remark | 备注
// example: kind=community

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Site)
WHERE ($kind IS NULL OR n.kind = $kind) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)-[:LOCATED_IN]->(place:City|Region|CountryOrArea)
WITH n, place ORDER BY place.id
WITH n, collect(place.id) AS places
OPTIONAL MATCH (n)-[:SEEN_BY]->(visit:Visit)
WHERE coalesce(visit.status, 'held') = 'held' AND visit.start_to <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (visit)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
WITH n, places, visit ORDER BY visit.id
RETURN n.id AS site, n.name_en AS name_en, n.name_zh AS name_zh, n.kind AS kind, places, collect(visit.id) AS visits, n.note AS note
ORDER BY kind, site
