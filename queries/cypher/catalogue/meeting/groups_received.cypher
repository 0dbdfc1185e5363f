// name: groups_received
// purpose: Groups received by the home year by year: rows of the register, distinct groups received by the bodies of the office's list and by others, persons as far as entered, and the total that the home itself states
// purpose_zh: 本地历年接待团组：登记条数、名单所列单位及其他单位接待的不重复批次、已登记人次，及本地公布的总数
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column year: int -- year | 年份
// column rows: int -- rows of the register | 登记条数
// column groups: int -- distinct groups received by the bodies that the office lists, or whose receiver is not recorded | 名单所列单位接待或接待单位未登记的不重复批次
// column by_others: int -- distinct groups received by other bodies | 其他单位接待的不重复批次
// column persons: int -- persons, where they are entered; empty where no row has them | 人次；均未登记则为空
// column stated: number -- groups received, as the home states | 本地公布的批次
// column persons_stated: number -- persons received, as the home states | 本地公布的人次
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH ids, v, dated, rows
WHERE v.direction = 'inbound' AND any(row IN rows WHERE EXISTS { MATCH (row)-[:TO_PLACE]->(own) WHERE own.id IN ids })
WITH v, dated, rows, coalesce(v.received_by, head([row IN rows WHERE row.received_by IS NOT NULL | row.received_by])) AS receiver,
     reduce(ours = [], list IN COLLECT { MATCH (office:Office {home: $home}) WHERE office.receivers IS NOT NULL RETURN office.receivers } | ours + list) AS ours
WITH dated, v, rows, receiver IS NULL OR size(ours) = 0 OR receiver IN ours AS received
WITH dated.start_from.year AS year, sum(size(rows)) AS rows, sum(CASE WHEN received THEN 1 ELSE 0 END) AS groups, sum(CASE WHEN received THEN 0 ELSE 1 END) AS by_others,
     sum(CASE WHEN received THEN head([row IN rows WHERE row.persons IS NOT NULL | row.persons]) END) AS persons, max(head([row IN rows WHERE row.persons IS NOT NULL | row.persons])) AS any_persons
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(total:Indicator {name: 'inbound_groups', year: year})
WHERE ($known_as_of IS NULL OR EXISTS { MATCH (total)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(people:Indicator {name: 'inbound_persons', year: year})
WHERE ($known_as_of IS NULL OR EXISTS { MATCH (people)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
RETURN year, rows, groups, by_others, CASE WHEN any_persons IS NULL THEN null ELSE persons END AS persons, max(total.value) AS stated, max(people.value) AS persons_stated
ORDER BY year
