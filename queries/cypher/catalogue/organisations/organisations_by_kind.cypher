// name: organisations_by_kind
// purpose: Organisations by kind: in the home, elsewhere, and without a seat
// purpose_zh: 机构按类别统计：本地、外地及所在地不详
// param home: id = @home -- the home | 本地
// column kind: text(organisation_kind) -- kind of organisation | 机构类别
// column organisations: int -- organisations | 机构数
// column in_home: int -- seated in the home | 设在本地
// column elsewhere: int -- seated elsewhere | 设在外地
// column unplaced: int -- without a seat | 所在地不详
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (o:Organisation)
OPTIONAL MATCH (o)-[:BASED_IN]->(seat)
WITH ids, o, collect(seat.id) AS seats
WITH o, CASE WHEN size(seats) = 0 THEN 'none' WHEN any(seat IN seats WHERE seat IN ids) THEN 'home' ELSE 'elsewhere' END AS seat
RETURN o.kind AS kind, count(o) AS organisations, count(CASE WHEN seat = 'home' THEN o END) AS in_home,
  count(CASE WHEN seat = 'elsewhere' THEN o END) AS elsewhere, count(CASE WHEN seat = 'none' THEN o END) AS unplaced
ORDER BY organisations DESC, kind
