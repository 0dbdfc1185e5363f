// name: places
// purpose: The places in the store, with their country or area and position; only the number of ties is that of the day
// purpose_zh: 库中各地及其所属国家（地区）和位置；仅结好数按所选日期
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
// param admin_level: text(admin_level) = null -- only places of this kind | 只看该行政级别
// column place: id -- the place | 地方
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column name_local: text -- its name in its own language | 当地名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column admin_level: text(admin_level) -- what the place is | 行政级别
// column lat: number -- latitude, degrees north | 纬度
// column lon: number -- longitude, degrees east | 经度
// column ties: int -- ties | 结好数
// example: country=KR

MATCH (p:City|Region|CountryOrArea)
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH p, coalesce(p.iso2, min(c.iso2)) AS country
WHERE ($country IS NULL OR country = $country) AND ($admin_level IS NULL OR p.admin_level = $admin_level)
RETURN p.id AS place, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, CASE WHEN p:CountryOrArea THEN null ELSE p.name_local END AS name_local, country, p.admin_level AS admin_level,
  p.lat AS lat, p.lon AS lon, COUNT {
    MATCH (p)<-[:BETWEEN]-(t:Tie)<-[:STEP_OF]-(step:TieStep)
    WHERE coalesce(step.date_to, step.known_by) <= $as_of AND coalesce(t.status, '') <> 'refuted' AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
    RETURN DISTINCT t } AS ties
ORDER BY place
