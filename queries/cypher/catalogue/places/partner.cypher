// name: partner
// purpose: One partner at a glance: where it lies, its ties with the home, and how much is recorded of it
// purpose_zh: 某一伙伴概况：所在地、与本地结好情况及各类登记数
// param id: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- count contacts up to this day | 往来统计截至
// column place: id -- the partner | 伙伴
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column name_local: text -- its name in its own language | 当地名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column admin_level: text(admin_level) -- what the place is | 行政级别
// column lat: number -- latitude, degrees north | 纬度
// column lon: number -- longitude, degrees east | 经度
// column population: int -- inhabitants | 人口
// column ties: texts -- ids of its ties with the home | 与本地的结好关系
// column kind: text(tie_kind) -- kind of the strongest of them | 其中最高类别
// column status: text(tie_status) -- its status | 其状态
// column signed: date -- its day of signature | 其签署日期
// column visits: int -- visits | 团组数
// column events: int -- events | 活动数
// column projects: int -- projects | 项目数
// column organisations: int -- organisations seated there | 机构数
// column ports: int -- ports that serve it | 港口数
// column last_contact: date -- first day of the latest visit or event | 最近一次往来的开始日期
// column statements: int -- statements that speak of the place itself | 直接记载该地的来源记载数
// example: id=trier as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (p:City|Region|CountryOrArea {id: $id})
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH ids, p, coalesce(p.iso2, head(collect(DISTINCT c.iso2))) AS country, coalesce(p.continent, head(collect(DISTINCT c.continent))) AS continent
OPTIONAL MATCH (p)<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(own)
WHERE own.id IN ids
WITH ids, p, country, continent, t, ['sister_city', 'friendly_exchange_city', 'province_level_tie', 'district_level_tie', 'sister_port', 'economic_zone_agreement',
  'economic_cooperation_agreement', 'strategic_agreement', 'association_agreement', 'university_agreement', 'friendly_contact', 'alliance_membership',
  'shipping_route', 'rail_route', 'air_route', 'diplomatic_relations', 'contact'] AS kinds
ORDER BY CASE WHEN t.status = 'refuted' THEN 1 ELSE 0 END, [i IN range(0, size(kinds) - 1) WHERE kinds[i] = t.kind][0], t.id
WITH ids, p, country, continent, collect(DISTINCT t) AS ties
OPTIONAL MATCH (p)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)-[:FROM_PLACE|TO_PLACE]->(own)
WHERE own.id IN ids AND NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held' AND v.start_to <= $as_of
WITH ids, p, country, continent, ties, v ORDER BY v.start_from DESC, v.start_to DESC, v.id
WITH ids, p, country, continent, ties, collect(DISTINCT v) AS visits
OPTIONAL MATCH (p)<-[:HELD_IN|JOINED_BY]-(e:Event)-[:HELD_IN|JOINED_BY]->(own)
WHERE own.id IN ids AND NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held' AND e.start_to <= $as_of
WITH ids, p, country, continent, ties, visits, e ORDER BY e.start_from DESC, e.start_to DESC, e.id
WITH ids, p, country, continent, ties, visits, collect(DISTINCT e) AS events
WITH p, country, continent, ties, ties[0] AS tie, visits, events, visits[0] AS v, events[0] AS e
RETURN p.id AS place, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, CASE WHEN p:CountryOrArea THEN null ELSE p.name_local END AS name_local, country, continent,
  p.admin_level AS admin_level, p.lat AS lat, p.lon AS lon, p.population AS population, [x IN ties | x.id] AS ties, tie.kind AS kind, tie.status AS status,
  tie.signed AS signed, size(visits) AS visits, size(events) AS events, COUNT { (p)<-[:INVOLVES]-(:Project) } AS projects,
  COUNT { (p)<-[:BASED_IN]-(:Organisation) } AS organisations, COUNT { (p)<-[:SERVES]-(:Port) } AS ports,
  CASE WHEN v IS NULL OR e.start_from > v.start_from THEN e.start ELSE v.start END AS last_contact, COUNT { (p)<-[:SAYS]-(:Statement) } AS statements
