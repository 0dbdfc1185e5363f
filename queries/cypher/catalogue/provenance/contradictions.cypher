// name: contradictions
// purpose: Pairs of statements whose values for one property of a fact exclude each other
// purpose_zh: 对同一事实同一属性取值相互排斥的来源记载
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param property: text = null -- only this property | 只看该属性
// column fact: id -- the fact | 事实
// column property: text -- the property | 属性
// column a: id -- one statement | 记载甲
// column a_source: id -- its source | 出处甲
// column a_grade: text(grade) -- grade of that source | 出处甲等级
// column a_values: text -- what it says: the cells of its row, as JSON | 记载甲内容（JSON）
// column b: id -- the other statement | 记载乙
// column b_source: id -- its source | 出处乙
// column b_grade: text(grade) -- grade of that source | 出处乙等级
// column b_values: text -- what it says: the cells of its row, as JSON | 记载乙内容（JSON）
// example:

MATCH (a:Statement)-[x:CONTRADICTS]->(b:Statement)
WHERE ($property IS NULL OR x.property = $property) AND ($known_as_of IS NULL OR coalesce(a.published_on_to, a.recorded_on) <= $known_as_of) AND ($known_as_of IS NULL OR coalesce(b.published_on_to, b.recorded_on) <= $known_as_of) AND coalesce(a.valid_on_to <= $as_of, true) AND coalesce(b.valid_on_to <= $as_of, true)
OPTIONAL MATCH (a)-[:FROM_SOURCE]->(sa:Source)
OPTIONAL MATCH (b)-[:FROM_SOURCE]->(sb:Source)
RETURN x.fact AS fact, x.property AS property, a.id AS a, sa.id AS a_source, sa.grade AS a_grade, a.values AS a_values, b.id AS b, sb.id AS b_source, sb.grade AS b_grade, b.values AS b_values
ORDER BY fact, property, a, b
