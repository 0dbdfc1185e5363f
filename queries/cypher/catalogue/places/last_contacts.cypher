// name: last_contacts
// purpose: Every place that the home has a tie with by a day, at whatever stage, with its last contact by the day: the newest visit or event held, as its source dates it. Signatures are no contact, nor are groups of the province and the nation; values may come from later sources
// purpose_zh: 截至某日与本地结好（含意向）的各地，及其截至该日最近一次已举行的团组或活动，日期按出处所载；签署不计为往来，省级及国家的团组不计，所列内容可能出自此后的出处
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// param country_names: text = @country -- names of the home's country or area, by which bodies of the nation are told | 本地所属国家（地区）的名称，用以识别国家机构
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column last_contact: date -- first day of the latest visit or event | 最近一次往来的开始日期
// column what: text -- visit or event | 团组或活动
// column what_kind: text -- direction of the visit, kind of the event | 团组方向或活动类别
// column contact: id -- the visit or event | 该团组或活动
// column title: text -- its title or name | 其名称
// column visits: int -- of the contacts up to the day, visits | 截至该日的往来中的团组数
// column events: int -- of the contacts up to the day, events | 截至该日的往来中的活动数
// column tie: id -- the tie, the strongest if there are several | 结好关系（有多项时取最高类别）
// example: as_of=2019-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, t, p, country, reached, status WHERE status <> 'refuted'
WITH sides, ids, t, p, country, reached, status ORDER BY p.id, coalesce(reached.place, 99), t.id
WITH sides, ids, p, country, collect({tie: t.id, kind: reached.kind, status: status})[0] AS tie
WITH sides, ids, collect({place: p, country: country, tie: tie}) AS tied
CALL (sides, ids) {
// include: contacts_on_day
  WITH place, contact, what, kind, told, dated ORDER BY dated.start_from DESC, dated.start DESC, contact DESC
  WITH place.id AS place, collect({contact: contact, what: what, kind: kind, told: told, dated: dated}) AS entries
  RETURN collect({place: place, latest: entries[0], visits: size([x IN entries WHERE x.what = 'visit']), events: size([x IN entries WHERE x.what = 'event'])}) AS met
}
UNWIND tied AS entry
WITH entry.place AS p, entry.country AS country, entry.tie AS tie, [x IN met WHERE x.place = entry.place.id][0] AS found
WITH p, country, tie, found, found.latest.dated AS dated, found.latest.told AS told
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, tie.kind AS kind, tie.status AS status, dated.start AS last_contact,
  found.latest.what AS what, found.latest.kind AS what_kind,
  found.latest.contact AS contact, coalesce(told.title, told.name_en) AS title, coalesce(found.visits, 0) AS visits, coalesce(found.events, 0) AS events, tie.tie AS tie
ORDER BY coalesce(toString(dated.start_from), '') DESC, place
