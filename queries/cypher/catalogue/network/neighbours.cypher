// name: neighbours
// purpose: Everything that one place, tie, visit, event or other fact is directly joined with
// purpose_zh: 与某一地方、结好关系、团组、活动等直接相连的全部内容
// param id: id -- the fact | 事实
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column relation: text -- relationship type | 联系类型
// column way: text -- out: from it; in: towards it | out 由其出发；in 指向它
// column neighbour: id -- what is at the other end | 另一端
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// example: id=trier

MATCH (n:City|Region|CountryOrArea|Port|Consulate|Organisation|Tie|TieStep|Visit|Event|Project|Plan|Commitment|Outcome|Conflict|Mechanism|Programme|Function|Site|Quota|Document|Indicator|Decision|Coverage {id: $id})-[r]-(m)
WHERE NOT m:Statement AND NOT type(r) IN ["TWINNED", "LINKED"] AND coalesce(coalesce(m.start_to, m.date_to, m.opened_to, m.valid_from_to) <= $as_of, true) AND (NOT m:Tie OR EXISTS { MATCH (m)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) })
  AND (m:City OR m:Region OR m:CountryOrArea OR m:Source OR m:Office OR ($known_as_of IS NULL OR EXISTS { MATCH (m)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }))
RETURN type(r) AS relation, CASE WHEN startNode(r).id = n.id THEN 'out' ELSE 'in' END AS way, m.id AS neighbour, labels(m)[0] AS label,
  CASE WHEN m:CountryOrArea THEN null ELSE coalesce(m.name_en, m.title, m.text) END AS name_en, CASE WHEN m:CountryOrArea THEN null ELSE m.name_zh END AS name_zh, m.iso2 AS country
ORDER BY relation, way, neighbour
