// name: weak_facts
// purpose: Facts that rest on one source only, and a weak one
// purpose_zh: 仅有一个出处且等级较低的事实
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
WHERE NOT f:Source AND NOT f:Decision AND NOT f:Coverage AND ($label IS NULL OR labels(f)[0] = $label)
OPTIONAL MATCH (said)-[:FROM_SOURCE]->(s:Source)
WITH f, collect(DISTINCT s) AS sources, count(DISTINCT said) AS statements
WHERE size(sources) = 1 AND sources[0].grade >= $grade
WITH f, sources[0] AS s, statements
RETURN f.id AS fact, labels(f)[0] AS label, CASE WHEN f:CountryOrArea THEN null ELSE coalesce(f.name_en, f.title, f.text, f.subject) END AS name, s.id AS source, s.title AS title, s.grade AS grade, statements
ORDER BY label, fact
