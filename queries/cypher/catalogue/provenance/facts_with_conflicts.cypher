// name: facts_with_conflicts
// purpose: Facts that sources disagree on: contradicting statements and known disagreements, counted
// purpose_zh: 记载不一致的事实：相互排斥的记载数与已知不一致数
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
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
  MATCH (a:Statement)-[x:CONTRADICTS]->(b:Statement)
  WHERE ($known_as_of IS NULL OR coalesce(a.published_on_to, a.recorded_on) <= $known_as_of) AND ($known_as_of IS NULL OR coalesce(b.published_on_to, b.recorded_on) <= $known_as_of) AND coalesce(a.valid_on_to <= $as_of, true) AND coalesce(b.valid_on_to <= $as_of, true)
  MATCH (a)-[:SAYS]->(f)
  WHERE f.id = x.fact
  RETURN f, x.property AS property, x AS pair, null AS conflict
  UNION ALL
  MATCH (y:Conflict)-[:CONCERNS]->(f)
  WHERE ($known_as_of IS NULL OR EXISTS { MATCH (y)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
  RETURN f, null AS property, null AS pair, y.id AS conflict
}
WITH f, property, pair, conflict ORDER BY property, conflict
WITH f, collect(DISTINCT property) AS properties, count(DISTINCT pair) AS pairs, collect(DISTINCT conflict) AS conflicts
WHERE ($label IS NULL OR labels(f)[0] = $label) AND coalesce(coalesce(f.start_to, f.date_to, f.opened_to, f.valid_from_to) <= $as_of, true) AND (NOT f:Tie OR EXISTS { MATCH (f)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) })
RETURN f.id AS fact, labels(f)[0] AS label, CASE WHEN f:CountryOrArea THEN null ELSE coalesce(f.name_en, f.title, f.text, f.name_zh, f.title_zh, f.text_zh, f.subject) END AS name, properties, pairs, conflicts,
  COUNT { (f)<-[:SAYS]-(told:Statement) WHERE ($known_as_of IS NULL OR coalesce(told.published_on_to, told.recorded_on) <= $known_as_of) } AS statements
ORDER BY label, fact
