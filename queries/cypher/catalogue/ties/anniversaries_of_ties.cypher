// name: anniversaries_of_ties
// purpose: Ties of the home in force on a day whose signature has a round anniversary in a year, with the events recorded by the day within half a year of it
// purpose_zh: 某日有效、某年逢整数周年的结好关系，及截至该日登记的前后半年内有关活动
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param year: year = @today -- the year | 年份
// param every: int = 5 -- anniversaries divisible by this number of years | 逢几周年
// param kind: text(tie_kind) = null -- only ties of this kind | 只看该类别
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: date -- day of signature | 签署日期
// column day: date -- the anniversary; empty where the day of signature is not known | 周年日；签署日不详则为空
// column years: int -- years since the signature | 周年数
// column events: texts -- events that the partner took part in | 该伙伴参与的活动
// column tie: id -- the tie | 结好关系
// example: year=2020 kind=sister_city

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, t, p, country, reached, in_force
WHERE in_force AND reached.date_from.year < $year AND ($year - reached.date_from.year) % $every = 0 AND ($kind IS NULL OR reached.kind = $kind)
WITH sides, ids, collect(DISTINCT {tie: t, place: p, country: country, reached: reached}) AS tied
CALL (sides, ids) {
// include: events_on_day
  RETURN collect({event: event, from: dated.start_from, to: dated.start_to, places: [place IN far | place.id]}) AS held
}
UNWIND tied AS entry
WITH held, entry.tie AS t, entry.place AS p, entry.country AS country, entry.reached AS reached
MATCH (step:TieStep {id: reached.id})
WITH held, t, p, country, reached, $year - reached.date_from.year AS years, step
WITH held, t, p, country, reached, years, step.date_from + duration({years: years}) AS first, step.date_to + duration({years: years}) AS last
WITH t, p, country, reached, years, [x IN held WHERE p.id IN x.places AND x.from <= last + duration({days: 183}) AND x.to >= first - duration({days: 183}) | x.event] AS near
WITH t, p, country, reached, years, COLLECT { UNWIND near AS id WITH id ORDER BY id RETURN id } AS events
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, reached.kind AS kind, reached.date AS signed,
  CASE WHEN size(reached.date) = 10 THEN toString($year) + substring(reached.date, 4) END AS day, years, events, t.id AS tie
ORDER BY coalesce(day, toString($year) + '-99'), place, tie
