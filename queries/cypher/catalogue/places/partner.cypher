// name: partner
// purpose: One partner at a glance on a day: where it lies, its ties with the home, and how much is recorded; name, position and inhabitants are those recorded now
// purpose_zh: 某日某一伙伴概况：所在、与本地的结好关系、各类登记数；名称、位置与人口为现登记者
// param id: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param country_names: text = @country -- names of the home's country or area, by which bodies of the nation are told | 本地所属国家（地区）的名称，用以识别国家机构
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
// column visits: int -- of its contacts, visits | 往来中的团组数
// column events: int -- of its contacts, events | 往来中的活动数
// column projects: int -- projects | 项目数
// column organisations: int -- organisations seated there | 机构数
// column ports: int -- ports that serve it | 港口数
// column last_contact: date -- first day of its last contact | 最近一次往来的开始日期
// column what: text -- visit or event | 团组或活动
// column statements: int -- statements that speak of the place itself | 直接记载该地的来源记载数
// example: id=trier as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (p:City|Region|CountryOrArea {id: $id})
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, p, min(c.iso2) AS country, min(c.continent) AS continent
OPTIONAL MATCH (p)<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(own)
WHERE own.id IN ids
WITH sides, ids, p, country, continent, collect(DISTINCT t) AS ties
CALL (ties) {
  UNWIND ties AS t
// include: tie_on_day
  WITH t, reached, status ORDER BY CASE status WHEN 'refuted' THEN 1 ELSE 0 END, coalesce(reached.place, 99), t.id
  RETURN collect({tie: t.id, kind: reached.kind, status: status, signed: CASE WHEN reached.step = 'signed' THEN reached.date END}) AS ties_then
}
WITH [side IN sides WHERE side:City OR side:Region OR side:CountryOrArea] AS sides, p, country, continent, ties_then
WITH sides, [side IN sides | side.id] AS ids, p, country, continent, ties_then
CALL (sides, ids) {
// include: contacts_on_day
  WITH place, contact, what, dated ORDER BY dated.start_from DESC, dated.start DESC, contact DESC
  WITH place.id AS place, collect({contact: contact, what: what, dated: dated}) AS entries
  RETURN collect({place: place, latest: entries[0], visits: size([x IN entries WHERE x.what = 'visit']), events: size([x IN entries WHERE x.what = 'event'])}) AS met
}
WITH p, country, continent, ties_then, ties_then[0] AS tie, [x IN met WHERE x.place = p.id][0] AS found
RETURN p.id AS place, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, CASE WHEN p:CountryOrArea THEN null ELSE p.name_local END AS name_local, country, continent,
  p.admin_level AS admin_level, p.lat AS lat, p.lon AS lon, p.population AS population, [x IN ties_then | x.tie] AS ties, tie.kind AS kind, tie.status AS status,
  tie.signed AS signed, coalesce(found.visits, 0) AS visits, coalesce(found.events, 0) AS events, COUNT { (p)<-[:INVOLVES]-(x:Project) WHERE coalesce(x.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS projects,
  COUNT { (p)<-[:BASED_IN]-(o:Organisation) WHERE coalesce(o.valid_from_to <= $as_of, true) AND coalesce(o.valid_to_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS organisations, COUNT { (p)<-[:SERVES]-(port:Port) WHERE ($known_as_of IS NULL OR EXISTS { MATCH (port)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS ports,
  found.latest.dated.start AS last_contact, found.latest.what AS what,
  COUNT { (p)<-[:SAYS]-(told:Statement) WHERE $known_as_of IS NULL OR coalesce(told.published_on_to, told.recorded_on) <= $known_as_of } AS statements
