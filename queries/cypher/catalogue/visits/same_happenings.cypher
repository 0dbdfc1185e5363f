// name: same_happenings
// purpose: Visits and events of which several rows tell: the one that stands for the happening and the others
// purpose_zh: 多条记载为同一往来者：代表条目与重复条目
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column kept: id -- the row that stands for the happening | 代表条目
// column other: id -- another report of it | 重复条目
// column label: text -- what it is, as a label of the model | 模型中的类型
// column start: date -- first day | 开始日期
// column title: text -- title or name of the other | 重复条目名称
// column source: id -- the source | 出处
// example:

MATCH (other:Visit|Event)-[:SAME_AS]->(kept:Visit|Event)
WHERE coalesce(other.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (other)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) AND ($known_as_of IS NULL OR EXISTS { MATCH (kept)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (other)<-[:SAYS]-(told:Statement)-[:FROM_SOURCE]->(s:Source)
WHERE $known_as_of IS NULL OR coalesce(told.published_on_to, told.recorded_on) <= $known_as_of
RETURN kept.id AS kept, other.id AS other, labels(other)[0] AS label, other.start AS start, coalesce(other.title, other.name_en) AS title, min(s.id) AS source
ORDER BY kept, other
