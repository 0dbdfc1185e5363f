// name: sister_cities
// purpose: Sister cities of the home in force on a day, in the order of signature; one that ended later is listed until then. The day of signature may come from a later source
// purpose_zh: 本地某日有效的友好城市，按签署先后排列；此后终止的，终止前仍列出。签署日期可能出自此后的出处
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column ordinal: int -- number in the order of signature | 序号
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column name_local: text -- its name in its own language | 当地名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column home_party: id -- party on the home's side | 本方
// column signed: date -- day of signature | 签署日期
// column known_by: date -- where no source gives the day: since when the tie is known | 无签署日期时：最早见于记载的日期
// column tie: id -- the tie | 结好关系
// column sources: int -- number of sources that speak of the signature | 记载签署的出处数
// example: as_of=2015-08-11

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH side, t, p, country, reached, in_force
WHERE in_force AND reached.kind = 'sister_city'
WITH side, t, p, country, reached, COUNT {
  MATCH (:TieStep {id: reached.id})<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(source:Source)
  WHERE $known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of
  RETURN DISTINCT source } AS sources
ORDER BY coalesce(reached.date_from, reached.day), p.id, side.id
WITH collect({place: p.id, name_en: p.name_en, name_zh: p.name_zh, name_local: p.name_local, country: country, home_party: side.id,
  signed: reached.date, known_by: reached.known_by, tie: t.id, sources: sources}) AS found
UNWIND range(1, size(found)) AS ordinal
WITH ordinal, found[ordinal - 1] AS row
RETURN ordinal, row.place AS place, row.name_en AS name_en, row.name_zh AS name_zh, row.name_local AS name_local, row.country AS country,
  row.home_party AS home_party, row.signed AS signed, row.known_by AS known_by, row.tie AS tie, row.sources AS sources
ORDER BY ordinal
