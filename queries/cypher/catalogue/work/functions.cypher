// name: functions
// purpose: Duties of the home's offices: who has each, who had it before, and since when it passed on
// purpose_zh: 本地外事及相关职能：现承担单位、原承担单位与划转时间
// param home: id = @home -- the home | 本地
// column function: id -- the duty | 职能
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column holders: texts -- organisations that have it; none: not recorded | 现承担单位；空白为未登记
// column former_holders: texts -- organisations that had it before | 原承担单位
// column transferred: date -- when it left its former holder | 划转日期
// column note: text -- remark | 备注
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Function)
OPTIONAL MATCH (n)-[:HELD_BY]->(holder:Organisation)
WITH n, holder ORDER BY holder.id
WITH n, collect(holder.id) AS holders
OPTIONAL MATCH (n)-[:FORMERLY_HELD_BY]->(former:Organisation)
WITH n, holders, former ORDER BY former.id
RETURN n.id AS function, n.name_en AS name_en, n.name_zh AS name_zh, holders, collect(former.id) AS former_holders, n.transferred AS transferred, n.note AS note
ORDER BY function
