// name: ties_by_kind
// purpose: Ties of the home, its ports and organisations with parties abroad by kind on a day; a tie counts once, under what it is, and beside it under a stronger kind that it is on its way to
// purpose_zh: 某日本地及其港口、机构与境外对象的结好关系按类别统计；每一关系按当日类别计一次，正在推进为更高类别的另计入推进中
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: int -- signed or opened, and in force | 已签署（已开通）且有效
// column under_way: int -- on its way to a signature of this kind: target, letter of intent, application or approval | 正在推进：拟结好、意向、报批、获批
// column contact: int -- nothing but contact so far | 仅有联系
// column ended: int -- ended, expired or suspended | 已终止、到期或中止
// column announced: number -- number that the home itself announces; what is recorded may be fewer | 本地公布的数目；已登记者可能较少
// column announced_for: int -- year of that number | 公布数目的年份
// column first: date -- earliest signature, where dated | 最早签署（有日期者）
// column last: date -- latest signature, where dated | 最近签署（有日期者）
// example: as_of=2019-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie)
WITH DISTINCT ids, t, COLLECT { MATCH (:City|Region|CountryOrArea {id: $home})-[:IN*0..4]->(area:CountryOrArea) RETURN area.iso2 } AS own
WHERE EXISTS { MATCH (t)-[:BETWEEN]->(p) WHERE NOT p.id IN ids } AND NOT EXISTS { MATCH (t)-[:BETWEEN]->(p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea) WHERE c.iso2 IN split($outside, ',') + own AND NOT p.id IN ids }
// include: tie_on_day
WITH t, reached, best, status, in_force, open, mere
WHERE status <> 'refuted'
UNWIND CASE WHEN open AND in_force THEN [[reached, 'signed'], [best, 'under_way']] WHEN in_force THEN [[reached, 'signed']] WHEN open THEN [[best, 'under_way']]
  WHEN mere THEN [[reached, 'contact']] ELSE [[reached, 'ended']] END AS entry
WITH entry[0].kind AS kind, entry[1] AS what, entry[0].date AS date
WITH kind, count(CASE WHEN what = 'signed' THEN 1 END) AS signed, count(CASE WHEN what = 'under_way' THEN 1 END) AS under_way,
  count(CASE WHEN what = 'contact' THEN 1 END) AS contact, count(CASE WHEN what = 'ended' THEN 1 END) AS ended,
  min(CASE WHEN what = 'signed' THEN date END) AS first, max(CASE WHEN what = 'signed' THEN date END) AS last
// What the home itself announces, at the latest for the year of the day.
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(total:Indicator)
WHERE total.name = CASE kind WHEN 'sister_port' THEN 'friendly_ports' WHEN 'sister_city' THEN 'sister_cities' WHEN 'friendly_exchange_city' THEN 'friendly_exchange_cities' END
  AND total.year <= $as_of.year AND ($known_as_of IS NULL OR EXISTS { MATCH (total)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
WITH kind, signed, under_way, contact, ended, first, last, total ORDER BY total.year DESC, total.id
WITH kind, signed, under_way, contact, ended, first, last, collect(total)[0] AS total
RETURN kind, signed, under_way, contact, ended, total.value AS announced, total.year AS announced_for, first, last
ORDER BY signed DESC, under_way DESC, kind
