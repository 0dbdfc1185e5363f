// name: circle_consulates
// purpose: Consulates with their seat in a home, and those elsewhere whose district holds it
// purpose_zh: 驻本地领馆，以及领区包括本地的其他领馆
// param home: id = @home -- the home | 本地
// column consulate: id -- the post | 领馆
// column name_zh: text -- name in Chinese | 中文名
// column name_en: text -- name in English | 英文名
// column name_local: text -- its own name | 当地名称
// column kind: text(consulate_kind) -- kind of post | 性质
// column country: area -- the country or area that sends it | 派出国家（地区）
// column continent: text(continent) -- continent of that | 大洲
// column here: truth -- whether its seat is in the home | 是否驻本地
// column opened: date -- day it opened | 开馆日期
// column opened_to: date -- last day that can mean | 开馆日期上限
// column closed_to: date -- last day on which it can have closed | 闭馆日期上限
// example:
MATCH (home:City|Region|CountryOrArea {id: $home})
MATCH (post:Consulate)-[:SEATED_IN|COVERS]->(place:City|Region)-[:IN*0..2]-(home)
WITH DISTINCT home, post
OPTIONAL MATCH (post)-[:SEATED_IN]->(seat:City|Region)-[:IN*0..2]->(home)
OPTIONAL MATCH (post)-[:COVERS]->(district:City|Region)<-[:IN*0..2]-(home)
WITH post, count(seat) AS seats, count(district) AS districts
WHERE seats > 0 OR districts > 0
OPTIONAL MATCH (post)-[:SENT_BY]->(area:CountryOrArea)
RETURN post.id AS consulate, post.name_zh AS name_zh, post.name_en AS name_en, post.name_local AS name_local, post.kind AS kind,
       min(area.iso2) AS country, min(area.continent) AS continent, seats > 0 AS here,
       post.opened AS opened, toString(post.opened_to) AS opened_to, toString(post.closed_to) AS closed_to
ORDER BY consulate
