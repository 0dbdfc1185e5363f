// name: areas_at_a_glance
// purpose: Countries and areas that the home has to do with: ties, visits, events and consulates, counted each
// purpose_zh: 与本地有往来的国家（地区）：结好、团组、活动、驻在机构数
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column ties: int -- ties at whatever stage | 结好数（含意向）
// column sister_cities: int -- of these, signed sister cities | 其中友好城市
// column visits: int -- visits | 团组数
// column events: int -- events | 活动数
// column consulates: int -- its consulates seated in the home | 驻本地领馆数
// example: as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, t, p, reached, status, in_force WHERE status <> 'refuted'
WITH sides, ids, collect(DISTINCT {place: p, id: t.id, what: 'tie', sister: in_force AND reached.kind = 'sister_city'}) AS tied
CALL (sides, ids) {
  CALL (sides, ids) {
// include: visits_on_day
    UNWIND far AS place
    RETURN place, visit AS id, 'visit' AS what
    UNION ALL
    WITH sides, ids
// include: events_on_day
    UNWIND far AS place
    RETURN place, event AS id, 'event' AS what
  }
  RETURN collect({place: place, id: id, what: what, sister: false}) AS met
}
UNWIND tied + met AS entry
WITH ids, entry, entry.place AS p
MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH ids, c, count(DISTINCT CASE WHEN entry.what = 'tie' THEN entry.id END) AS ties, count(DISTINCT CASE WHEN entry.sister THEN entry.id END) AS sister_cities,
  count(DISTINCT CASE WHEN entry.what = 'visit' THEN entry.id END) AS visits, count(DISTINCT CASE WHEN entry.what = 'event' THEN entry.id END) AS events
OPTIONAL MATCH (c)<-[:SENT_BY]-(o:Consulate)-[:SEATED_IN]->(seat)
WHERE seat.id IN ids AND coalesce(o.opened_to <= $as_of, true) AND coalesce(o.closed_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
RETURN c.iso2 AS country, c.continent AS continent, ties, sister_cities, visits, events, count(DISTINCT o) AS consulates
ORDER BY ties DESC, visits DESC, events DESC, country
