// name: statements_of
// purpose: The statements behind one fact side by side, the best grade first
// purpose_zh: 某一事实的全部来源记载，等级高者在前
// param fact: id -- the fact | 事实
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
OPTIONAL MATCH (said)-[:FROM_SOURCE]->(s:Source)
OPTIONAL MATCH (said)-[x:CONTRADICTS]-(other:Statement)
WITH said, s, other ORDER BY other.id
WITH said, s, collect(DISTINCT other.id) AS contradicted_by
RETURN said.id AS statement, s.id AS source, s.title AS title, s.grade AS grade, said.locator AS locator, said.published_on AS published_on, said.valid_on AS valid_on,
  said.values AS values, contradicted_by
ORDER BY coalesce(grade, 'Z'), source, statement
