// name: visit_balance
// purpose: Who came and where the home went in a period, place by place, with the balance: a return visit is owed where it is positive
// purpose_zh: 某一时期本地与各地互访对照：来访多于出访者宜考虑回访
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// column balance: int -- inbound less outbound | 来访减出访
// column last_inbound: date -- the latest that came | 最近一次来访
// column last_outbound: date -- the latest that went | 最近一次出访
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated, far WHERE v.direction IN ['inbound', 'outbound'] AND ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
UNWIND far AS place
OPTIONAL MATCH (place)-[:IN*0..3]->(c:CountryOrArea)
WITH v, dated, place, min(c.iso2) AS country
WHERE NOT (place:Region AND (country IS NULL OR coalesce(place.admin_level, '') = 'supra_region'))
WITH place, country, count(DISTINCT CASE WHEN v.direction = 'inbound' THEN v END) AS inbound,
  count(DISTINCT CASE WHEN v.direction = 'outbound' THEN v END) AS outbound, max(CASE WHEN v.direction = 'inbound' THEN dated.start END) AS last_inbound,
  max(CASE WHEN v.direction = 'outbound' THEN dated.start END) AS last_outbound
RETURN place.id AS place, CASE WHEN place:CountryOrArea THEN null ELSE place.name_en END AS name_en, CASE WHEN place:CountryOrArea THEN null ELSE place.name_zh END AS name_zh, country, inbound, outbound, inbound - outbound AS balance, last_inbound, last_outbound
ORDER BY balance DESC, inbound DESC, place
