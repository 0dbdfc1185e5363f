// name: visits_by_topic
// purpose: What the visits of the home in a period were about; a visit counts for each of its subjects
// purpose_zh: 某一时期本地往来团组按议题统计；一团多议题者各计一次
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column topic: text -- subject as recorded | 登记的议题
// column visits: int -- visits | 团组数
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated, rows WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
UNWIND rows AS row
UNWIND row.topics AS topic
WITH DISTINCT v, topic
RETURN topic, count(v) AS visits, count(CASE WHEN v.direction = 'inbound' THEN v END) AS inbound, count(CASE WHEN v.direction = 'outbound' THEN v END) AS outbound
ORDER BY visits DESC, topic
