// name: quota_use
// purpose: Visits sent by the home year by year: groups, how many of them have an approval number and how many persons are entered, against what the quotas of the year allow
// purpose_zh: 本地历年出访团组：批次、其中已填批件号者、已登记人次，对照当年配额上限
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column year: int -- year | 年份
// column sent: int -- groups sent | 出访批次
// column approved: int -- of these with an approval number | 其中已填批件号
// column persons: int -- persons, where they are entered; empty where no visit has them | 人次；均未登记则为空
// column groups_allowed: int -- groups that the quotas of the year allow; empty where no quota says | 当年配额批次上限；无配额则为空
// column persons_allowed: int -- persons that they allow, likewise | 当年配额人次上限
// example: to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated WHERE v.direction = 'outbound' AND dated.start_to <= $to
WITH dated.start_from.year AS year, count(v) AS sent, count(v.approval_no) AS approved, sum(v.persons) AS persons, max(v.persons) AS any_persons
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(q:Quota {year: year})
WHERE ($known_as_of IS NULL OR EXISTS { MATCH (q)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
RETURN year, sent, approved, CASE WHEN any_persons IS NULL THEN null ELSE persons END AS persons,
  CASE WHEN max(q.groups) IS NULL THEN null ELSE sum(q.groups) END AS groups_allowed, CASE WHEN max(q.persons) IS NULL THEN null ELSE sum(q.persons) END AS persons_allowed
ORDER BY year
