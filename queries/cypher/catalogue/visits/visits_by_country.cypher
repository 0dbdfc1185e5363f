// name: visits_by_country
// purpose: Visits of the home in a period by country or area of the other end; a group from several counts for each, the row without one holds those whose origin no source names
// purpose_zh: 某一时期本地往来团组按对方国家（地区）统计；来自多国者各计一次，无国家一行为出处未载明者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column visits: int -- visits | 团组数
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated, far WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
WITH v, dated, COLLECT { UNWIND far AS place MATCH (place)-[:IN*0..3]->(c:CountryOrArea) WITH DISTINCT c.iso2 AS area ORDER BY area RETURN area } AS areas
UNWIND CASE WHEN size(areas) = 0 THEN [null] ELSE areas END AS country
RETURN country, count(v) AS visits, count(CASE WHEN v.direction = 'inbound' THEN v END) AS inbound, count(CASE WHEN v.direction = 'outbound' THEN v END) AS outbound,
  max(dated.start) AS last
ORDER BY visits DESC, country
