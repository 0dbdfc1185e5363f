// name: functions
// purpose: Duties of the home's offices on a day: who has each, who had it before, and since when it passed on
// purpose_zh: 某日本地外事及相关职能：承担单位、原承担单位与划转时间
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column function: id -- the duty | 职能
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column holders: texts -- organisations that have it; none: not recorded | 现承担单位；空白为未登记
// column former_holders: texts -- organisations that had it before | 原承担单位
// column transferred: date -- when it left its former holder | 划转日期
// column note: text -- remark | 备注
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Function)
WHERE ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)-[:HELD_BY]->(holder:Organisation)
WITH n, holder ORDER BY holder.id
WITH n, collect(holder.id) AS holders
OPTIONAL MATCH (n)-[:FORMERLY_HELD_BY]->(former:Organisation)
WITH n, holders, former ORDER BY former.id
WITH n, holders, collect(former.id) AS formers, coalesce(n.transferred_to > $as_of, false) AS before
RETURN n.id AS function, n.name_en AS name_en, n.name_zh AS name_zh, CASE WHEN before THEN formers ELSE holders END AS holders, CASE WHEN before THEN [] ELSE formers END AS former_holders,
  CASE WHEN before THEN null ELSE n.transferred END AS transferred, n.note AS note
ORDER BY function
