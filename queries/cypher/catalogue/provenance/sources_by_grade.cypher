// name: sources_by_grade
// purpose: How good the sources are: sources, statements and facts by grade
// purpose_zh: 出处等级概况：各等级出处数、来源记载数与涉及事实数
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column grade: text(grade) -- grade of the source | 出处等级
// column sources: int -- sources | 出处数
// column statements: int -- number of statements | 来源记载数
// column facts: int -- facts that they speak of | 涉及事实数
// column languages: int -- languages | 语种数
// example:

MATCH (s:Source)
WHERE coalesce(s.date_to <= $known_as_of, true)
OPTIONAL MATCH (s)<-[:FROM_SOURCE]-(said:Statement)
WHERE NOT said.dataset = 'sources' AND ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) AND coalesce(said.valid_on_to <= $as_of, true)
OPTIONAL MATCH (said)-[:SAYS]->(f)
RETURN s.grade AS grade, count(DISTINCT s) AS sources, count(DISTINCT said) AS statements, count(DISTINCT f) AS facts, count(DISTINCT s.language) AS languages
ORDER BY grade
