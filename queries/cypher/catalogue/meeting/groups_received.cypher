// name: groups_received
// purpose: Groups received by the home year by year: rows of the register, distinct groups, persons as far as entered, and the total that the home itself states
// purpose_zh: 本地历年接待团组：登记条数、不重复批次、已登记人次，及本地公布的总数
// param home: id = @home -- the home | 本地
// column year: int -- year | 年份
// column rows: int -- rows of the register | 登记条数
// column groups: int -- distinct groups | 不重复批次
// column persons: int -- persons, where they are entered; empty where no row has them | 人次；均未登记则为空
// column stated: number -- groups received, as the home states | 本地公布的批次
// column persons_stated: number -- persons received, as the home states | 本地公布的人次
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side.id) AS ids
MATCH (v:Visit {direction: 'inbound'})-[:TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND coalesce(v.status, 'held') = 'held' AND v.start_from IS NOT NULL
WITH DISTINCT v
OPTIONAL MATCH (v)-[:SAME_AS]->(main:Visit)
WITH v.start_from.year AS year, v, main
WITH year, count(v) AS rows, sum(CASE WHEN main IS NULL THEN 1 ELSE 0 END) AS groups, sum(CASE WHEN main IS NULL THEN v.persons END) AS persons, max(v.persons) AS any_persons
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(total:Indicator {name: 'inbound_groups', year: year})
OPTIONAL MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(people:Indicator {name: 'inbound_persons', year: year})
RETURN year, rows, groups, CASE WHEN any_persons IS NULL THEN null ELSE persons END AS persons, max(total.value) AS stated, max(people.value) AS persons_stated
ORDER BY year
