// name: path
// purpose: A shortest path between two places over ties, seats, ports, consulates, organisations and projects, step by step; of several equally short ones the first by id
// purpose_zh: 两地之间的最短联系路径（经结好、驻地、港口、领馆、机构、项目），逐步列出；等长者取编号在前者
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param to: id -- the place to reach | 目的地
// param from: id = @home -- the place to begin with | 起点
// column position: int -- position on the path, from 1 | 序号
// column id: id -- what one passes | 经过的节点
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column status: text -- its status, where it has one | 状态
// column relation: text -- relationship to the next | 与下一节点的联系
// example: to=vicenza

MATCH (a:City|Region|CountryOrArea {id: $from}), (b:City|Region|CountryOrArea {id: $to})
WHERE a.id <> b.id
MATCH path = allShortestPaths((a)-[:BETWEEN|IN|LOCATED_IN|SERVES|SEATED_IN|SENT_BY|COVERS|BASED_IN|SUCCEEDS|INVOLVES|HAS_MEMBER*..8]-(b))
WHERE all(n IN nodes(path) WHERE coalesce(coalesce(n.start_to, n.date_to, n.opened_to, n.valid_from_to) <= $as_of, true) AND (NOT n:Tie OR EXISTS { MATCH (n)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) }) AND coalesce(coalesce(n.closed_to, n.valid_to_to) > $as_of, true)
  AND (n:City OR n:Region OR n:CountryOrArea OR n:Tie OR ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })))
WITH nodes(path) AS stops, relationships(path) AS ways
ORDER BY reduce(text = '', stop IN stops | text + ' ' + stop.id), reduce(text = '', way IN ways | text + ' ' + type(way))
LIMIT 1
UNWIND range(0, size(stops) - 1) AS i
WITH i, stops[i] AS n, ways[i] AS way
OPTIONAL MATCH (n)-[:IN]->(c:CountryOrArea)
WITH i, n, way, head(collect(DISTINCT c.iso2)) AS country
RETURN i + 1 AS position, n.id AS id, labels(n)[0] AS label, CASE WHEN n:CountryOrArea THEN null ELSE n.name_en END AS name_en, CASE WHEN n:CountryOrArea THEN null ELSE n.name_zh END AS name_zh, coalesce(n.iso2, country) AS country, n.status AS status, type(way) AS relation
ORDER BY position
