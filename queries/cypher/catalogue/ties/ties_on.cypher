// name: ties_on
// purpose: The stage that each tie of the home's places had reached on a day; ties whose first step came later are not listed
// purpose_zh: 本地各结好关系截至某日所达阶段；其后才开始的不列
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column tie: id -- the tie | 结好关系
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of tie that the stage belongs to | 该阶段所属类别
// column stage: text(step) -- stage | 阶段
// column since: date -- when it was reached, as far as known | 到达该阶段的日期（已知时）
// column known_by: date -- where no source gives the day: since when it is known | 无日期时：最早见于记载的日期
// column steps: int -- steps recorded up to the day | 截至该日登记的步骤数
// example: as_of=2020-01-22

// Of several kinds at the same stage the strongest form counts, in the order of the word list tie_kind.
MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND coalesce(t.status, '') <> 'refuted'
MATCH (t)<-[:STEP_OF]-(s:TieStep)
WHERE s.status IN ['done', 'planned'] AND coalesce(s.date_to, s.known_by) <= $as_of
WITH t, p, s, ['sister_city', 'friendly_exchange_city', 'province_level_tie', 'district_level_tie', 'sister_port', 'economic_zone_agreement',
  'economic_cooperation_agreement', 'strategic_agreement', 'association_agreement', 'university_agreement', 'friendly_contact', 'alliance_membership',
  'shipping_route', 'rail_route', 'air_route', 'diplomatic_relations', 'contact'] AS kinds,
  CASE s.step WHEN 'signed' THEN 6 WHEN 'approval' THEN 5 WHEN 'application' THEN 4 WHEN 'intent' THEN 3 WHEN 'contact' THEN 2 ELSE 1 END AS rank
ORDER BY t.id, rank DESC, [i IN range(0, size(kinds) - 1) WHERE kinds[i] = s.kind][0], s.id
WITH t, p, collect(DISTINCT s) AS steps
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH t, p, steps, steps[0] AS s, head(collect(DISTINCT c.iso2)) AS country
RETURN t.id AS tie, p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, s.kind AS kind, s.step AS stage, s.date AS since,
  CASE WHEN s.date IS NULL THEN toString(s.known_by) END AS known_by, size(steps) AS steps
ORDER BY place, tie
