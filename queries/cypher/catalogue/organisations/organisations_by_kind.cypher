// name: organisations_by_kind
// purpose: Organisations by kind: in the home, elsewhere, and without a seat
// purpose_zh: 机构按类别统计：本地、外地及所在地不详
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column kind: text(organisation_kind) -- kind of organisation | 机构类别
// column organisations: int -- organisations | 机构数
// column in_home: int -- seated in the home | 设在本地
// column elsewhere: int -- seated elsewhere | 设在外地
// column unplaced: int -- without a seat | 所在地不详
// column undated: int -- of all these, without a recorded beginning, counted on every day | 其中未载成立时间、每日均计入者
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (o:Organisation)
WHERE coalesce(o.valid_from_to <= $as_of, true) AND coalesce(o.valid_to_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (o)-[:BASED_IN]->(seat)
WITH ids, o, collect(seat.id) AS seats
WITH o, CASE WHEN size(seats) = 0 THEN 'none' WHEN any(seat IN seats WHERE seat IN ids) THEN 'home' ELSE 'elsewhere' END AS seat
RETURN o.kind AS kind, count(o) AS organisations, count(CASE WHEN seat = 'home' THEN o END) AS in_home,
  count(CASE WHEN seat = 'elsewhere' THEN o END) AS elsewhere, count(CASE WHEN seat = 'none' THEN o END) AS unplaced,
  count(CASE WHEN o.valid_from IS NULL THEN o END) AS undated
ORDER BY organisations DESC, kind
