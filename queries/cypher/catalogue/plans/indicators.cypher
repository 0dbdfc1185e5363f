// name: indicators
// purpose: Figures that the home states of itself, with unit, period and exact meaning
// purpose_zh: 本地公布的指标及其单位、年份与口径
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param year: year = null -- only of this year | 只看该年
// column indicator: id -- the indicator | 指标
// column name: text -- its code | 指标代码
// column value: number -- the figure, where it is a number | 数值
// column given: text -- the figure as entered | 登记数值
// column unit: text -- unit | 单位
// column year: int -- year | 年份
// column meaning: text -- what exactly is counted | 口径
// column source: id -- the source | 出处
// example: year=2020

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Indicator)
WHERE ($year IS NULL OR n.year = $year) AND coalesce(n.year <= $as_of.year, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)<-[:SAYS]-(:Statement)-[:FROM_SOURCE]->(s:Source)
RETURN n.id AS indicator, n.name AS name, n.value AS value, n.value_text AS given, n.unit AS unit, n.year AS year, n.meaning AS meaning, min(s.id) AS source
ORDER BY year, indicator
