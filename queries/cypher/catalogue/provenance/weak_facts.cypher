// name: weak_facts
// purpose: Facts that rest on one source only, and a weak one
// purpose_zh: 仅有一个出处且等级较低的事实
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param grade: text(grade) = C -- a source of this grade or a lower one is weak | 该等级及以下视为较弱
// param label: text = null -- only facts of this label | 只看该类型
// column fact: id -- the fact | 事实
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name: text -- its name, title or text | 名称或内容
// column source: id -- the source | 出处
// column title: text -- title of the source | 出处标题
// column grade: text(grade) -- grade of the source | 出处等级
// column statements: int -- number of statements | 来源记载数
// example: grade=D label=Tie

MATCH (said:Statement)-[:SAYS]->(f)
WHERE NOT f:Source AND NOT f:Decision AND NOT f:Coverage AND ($label IS NULL OR labels(f)[0] = $label) AND ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) AND coalesce(coalesce(f.start_to, f.date_to, f.opened_to, f.valid_from_to) <= $as_of, true)
OPTIONAL MATCH (said)-[:FROM_SOURCE]->(s:Source)
WITH f, collect(DISTINCT s) AS sources, count(DISTINCT said) AS statements
WHERE size(sources) = 1 AND sources[0].grade >= $grade AND (NOT f:Tie OR EXISTS { MATCH (f)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) })
WITH f, sources[0] AS s, statements
RETURN f.id AS fact, labels(f)[0] AS label, CASE WHEN f:CountryOrArea THEN null ELSE coalesce(f.name_en, f.title, f.text, f.name_zh, f.title_zh, f.text_zh, f.subject) END AS name, s.id AS source, s.title AS title, s.grade AS grade, statements
ORDER BY label, fact
