// name: ties_without_contact
// purpose: Ties of the home signed by a day for which no visit or event between home and partner is recorded, ever or since a day; not recorded is not the same as not happened
// purpose_zh: 截至某日已签署而往来情况未登记的结好关系（可限定自某日起）；未登记不等于未发生
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param since: date = null -- look only for contacts from this day on | 只查该日以后的往来
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// param country_names: text = @country -- names of the home's country or area, by which bodies of the nation are told | 本地所属国家（地区）的名称，用以识别国家机构
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: date -- day of signature | 签署日期
// column last: date -- latest contact before that, if any | 此前最近一次往来
// column tie: id -- the tie | 结好关系
// example: as_of=2024-12-31 since=2020-01-01

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, t, p, country, reached, in_force WHERE in_force
WITH sides, ids, collect(DISTINCT {tie: t, place: p, country: country, reached: reached}) AS tied
CALL (sides, ids) {
// include: contacts_on_day
  WITH place.id AS place, dated, contact ORDER BY dated.start_from DESC, dated.start DESC, contact DESC
  WITH place, collect(dated)[0] AS latest
  RETURN collect({place: place, latest: latest}) AS met
}
UNWIND tied AS entry
WITH entry, [x IN met WHERE x.place = entry.place.id | x.latest][0] AS latest
WHERE latest IS NULL OR latest.start_from < $since
WITH entry.tie AS t, entry.place AS p, entry.country AS country, entry.reached AS reached, latest
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, reached.kind AS kind, reached.date AS signed, latest.start AS last, t.id AS tie
ORDER BY coalesce(last, ''), place, tie
