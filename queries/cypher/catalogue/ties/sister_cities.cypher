// name: sister_cities
// purpose: Sister cities of the home in force on a day, in the order of signature; a tie that has ended since is not listed
// purpose_zh: 本地某日有效的友好城市，按签署先后排列；此后已终止的不列
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
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

// The model holds no day on which a tie ended, so one that has ended is left out on every day.
MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
MATCH (t)<-[:STEP_OF]-(s:TieStep {kind: 'sister_city', step: 'signed', status: 'done'})
WHERE coalesce(s.date_to, s.known_by) <= $as_of
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
OPTIONAL MATCH (s)<-[:SAYS]-(:Statement)-[:FROM_SOURCE]->(source:Source)
WITH side, t, s, p, head(collect(DISTINCT c.iso2)) AS country, count(DISTINCT source) AS sources
ORDER BY coalesce(s.date_from, s.known_by), p.id, side.id
WITH collect({place: p.id, name_en: p.name_en, name_zh: p.name_zh, name_local: p.name_local, country: country, home_party: side.id,
  signed: s.date, known_by: CASE WHEN s.date IS NULL THEN toString(s.known_by) END, tie: t.id, sources: sources}) AS found
UNWIND range(1, size(found)) AS ordinal
WITH ordinal, found[ordinal - 1] AS row
RETURN ordinal, row.place AS place, row.name_en AS name_en, row.name_zh AS name_zh, row.name_local AS name_local, row.country AS country,
  row.home_party AS home_party, row.signed AS signed, row.known_by AS known_by, row.tie AS tie, row.sources AS sources
ORDER BY ordinal
