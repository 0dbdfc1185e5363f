// name: statements_of
// purpose: The statements behind one fact side by side, the best grade first
// purpose_zh: 某一事实的全部来源记载，等级高者在前
// param fact: id -- the fact | 事实
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column statement: id -- the statement | 来源记载
// column source: id -- the source | 出处
// column title: text -- title of the source | 出处标题
// column grade: text(grade) -- grade of the source | 出处等级
// column locator: text -- where in the source | 出处位置
// column published_on: date -- when the source was published | 出处发布日期
// column valid_on: date -- of when it speaks | 所述时点
// column values: text -- the cells of its row, as JSON | 该行内容（JSON）
// column contradicted_by: texts -- statements it cannot be true together with | 与之相互排斥的记载
// example: fact=visit-0095

MATCH (f:City|Region|CountryOrArea|Port|Consulate|Organisation|Tie|TieStep|Visit|Event|Project|Plan|Commitment|Outcome|Conflict|Mechanism|Programme|Function|Site|Quota|Document|Indicator|Source|Decision|Coverage {id: $fact})<-[:SAYS]-(said:Statement)
WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) AND coalesce(said.valid_on_to <= $as_of, true)
OPTIONAL MATCH (said)-[:FROM_SOURCE]->(s:Source)
OPTIONAL MATCH (said)-[x:CONTRADICTS]-(other:Statement)
WHERE ($known_as_of IS NULL OR coalesce(other.published_on_to, other.recorded_on) <= $known_as_of) AND coalesce(other.valid_on_to <= $as_of, true)
WITH said, s, other ORDER BY other.id
WITH said, s, collect(DISTINCT other.id) AS contradicted_by
RETURN said.id AS statement, s.id AS source, s.title AS title, s.grade AS grade, said.locator AS locator, said.published_on AS published_on, said.valid_on AS valid_on,
  said.values AS values, contradicted_by
ORDER BY coalesce(grade, 'Z'), source, statement
