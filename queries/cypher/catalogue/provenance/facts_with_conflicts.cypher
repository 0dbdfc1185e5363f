// name: facts_with_conflicts
// purpose: Facts that sources disagree on: contradicting statements and known disagreements, counted
// purpose_zh: 记载不一致的事实：相互排斥的记载数与已知不一致数
// param label: text = null -- only facts of this label | 只看该类型
// column fact: id -- the fact | 事实
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name: text -- its name, title or text | 名称或内容
// column properties: texts -- properties in which statements exclude each other | 取值相互排斥的属性
// column pairs: int -- pairs of such statements | 相互排斥的记载对数
// column conflicts: texts -- known disagreements | 已知的记载不一致
// column statements: int -- number of statements | 来源记载数
// example:

CALL () {
  MATCH (a:Statement)-[x:CONTRADICTS]->(:Statement)
  MATCH (a)-[:SAYS]->(f)
  WHERE f.id = x.fact
  RETURN f, x.property AS property, x AS pair, null AS conflict
  UNION ALL
  MATCH (y:Conflict)-[:CONCERNS]->(f)
  RETURN f, null AS property, null AS pair, y.id AS conflict
}
WITH f, property, pair, conflict ORDER BY property, conflict
WITH f, collect(DISTINCT property) AS properties, count(DISTINCT pair) AS pairs, collect(DISTINCT conflict) AS conflicts
WHERE $label IS NULL OR labels(f)[0] = $label
RETURN f.id AS fact, labels(f)[0] AS label, CASE WHEN f:CountryOrArea THEN null ELSE coalesce(f.name_en, f.title, f.text, f.subject) END AS name, properties, pairs, conflicts, COUNT { (f)<-[:SAYS]-(:Statement) } AS statements
ORDER BY label, fact
