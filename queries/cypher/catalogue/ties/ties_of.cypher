// name: ties_of
// purpose: Every tie of one place, port or organisation, whoever the other party is
// purpose_zh: 某一地方、港口或机构的全部结好关系
// param id: id -- the place, port or organisation | 地方、港口或机构
// param home: id = @home -- the home, whose complete lists are heeded | 本地，以其完整名单为准
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column tie: id -- the tie | 结好关系
// column party: id -- the other party | 对方
// column label: text -- what the other party is, as a label of the model | 对方在模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column signed: date -- day of signature | 签署日期
// example: id=fujian

MATCH (n:City|Region|CountryOrArea|Port|Organisation {id: $id})<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH t, p, min(c.iso2) AS country
// include: tie_on_day
RETURN t.id AS tie, p.id AS party, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, reached.kind AS kind, status,
  CASE WHEN reached.step = 'signed' THEN reached.date END AS signed
ORDER BY coalesce(signed, '9999'), party, tie
