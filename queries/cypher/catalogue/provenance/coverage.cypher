// name: coverage
// purpose: Kinds and periods for which the home's record is declared complete, so that silence may be read
// purpose_zh: 本地登记已声明完整的类别与时期，其间未登记即为未发生
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column coverage: id -- the declaration | 声明
// column dataset: text -- table | 数据表
// column kind: text -- kind within it | 类别
// column first_day: date -- first day | 起
// column last_day: date -- last day | 止
// column note: text -- remark | 说明
// column source: id -- the source | 出处
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Coverage)
WHERE coalesce(n.from <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)<-[:SAYS]-(:Statement)-[:FROM_SOURCE]->(s:Source)
RETURN n.id AS coverage, n.dataset AS dataset, n.kind AS kind, toString(n.from) AS first_day, toString(n.to) AS last_day, n.note AS note, min(s.id) AS source
ORDER BY coverage
