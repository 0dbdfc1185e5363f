// name: source_says
// purpose: Everything that one source says, statement by statement, with the facts that each speaks of
// purpose_zh: 某一出处的全部来源记载及其涉及的事实
// param source: id -- the source | 出处
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column statement: id -- the statement | 来源记载
// column locator: text -- where in the source | 出处位置
// column dataset: text -- table it came in | 所在表
// column facts: texts -- facts it speaks of | 涉及事实
// column valid_on: date -- of when it speaks | 所述时点
// column values: text -- the cells of its row, as JSON | 该行内容（JSON）
// example: source=iol_20230919

MATCH (:Source {id: $source})<-[:FROM_SOURCE]-(said:Statement)
WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) AND coalesce(said.valid_on_to <= $as_of, true)
OPTIONAL MATCH (said)-[:SAYS]->(f)
WITH said, f ORDER BY f.id
WITH said, collect(DISTINCT f.id) AS facts
RETURN said.id AS statement, said.locator AS locator, said.dataset AS dataset, facts, said.valid_on AS valid_on, said.values AS values
ORDER BY dataset, statement
