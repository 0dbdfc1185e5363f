// name: quotas
// purpose: How much travel abroad is allowed, and who is authorised to do what
// purpose_zh: 因公出国（境）配额与各项授权
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param year: year = null -- only those of this year, and those in force in it | 只看该年的，及该年有效的
// column quota: id -- the quota or authorisation | 配额或授权
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(quota_kind) -- kind | 类别
// column category: text -- for whom | 对象
// column holders: texts -- organisations that have it | 获得单位
// column year: int -- year it is for | 年份
// column groups: int -- groups allowed | 批次上限
// column persons: int -- persons allowed | 人次上限
// column share: number -- percent of the whole | 占比（%）
// column valid_from: date -- since when | 生效日期
// column valid_to: date -- until when | 截止日期
// column note: text -- remark | 备注
// example: year=2019

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Quota)
WHERE ($year IS NULL OR n.year = $year OR (n.year IS NULL AND coalesce(n.valid_from_from.year, $year) <= $year AND coalesce(n.valid_to_to.year, $year) >= $year))
  AND coalesce(n.valid_from_to <= $as_of, n.year <= $as_of.year, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)-[:HELD_BY]->(holder:Organisation)
WITH n, holder ORDER BY holder.id
RETURN n.id AS quota, n.name_en AS name_en, n.name_zh AS name_zh, n.kind AS kind, n.category AS category, collect(holder.id) AS holders, n.year AS year,
  n.groups AS groups, n.persons AS persons, n.share AS share, n.valid_from AS valid_from, n.valid_to AS valid_to, n.note AS note
ORDER BY kind, quota
