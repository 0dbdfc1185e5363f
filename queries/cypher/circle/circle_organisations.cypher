// name: circle_organisations
// purpose: Organisations with their seat in a home, or in a place with which it has a tie
// purpose_zh: 本地及结好、联系对象所在地的机构
// param home: id = @home -- the home | 本地
// column organisation: id -- the organisation | 机构
// column name_zh: text -- name in Chinese | 中文名
// column name_en: text -- name in English | 英文名
// column name_local: text -- its own name | 当地名称
// column kind: text(organisation_kind) -- kind | 性质
// column country: area -- country or area of its seat | 所在国家（地区）
// column continent: text(continent) -- continent of that | 大洲
// column place: id -- its seat | 所在地
// column here: truth -- whether its seat is in the home | 是否在本地
// example:
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(place:City|Region|CountryOrArea)<-[:BASED_IN]-(organisation:Organisation)
OPTIONAL MATCH (place)-[:IN*0..4]->(area:CountryOrArea)
RETURN organisation.id AS organisation, organisation.name_zh AS name_zh, organisation.name_en AS name_en, organisation.name_local AS name_local,
       organisation.kind AS kind, min(area.iso2) AS country, min(area.continent) AS continent, place.id AS place, true AS here
UNION
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(place:City|Region|CountryOrArea)<-[:BASED_IN]-(organisation:Organisation)
WHERE place.id <> own.id
OPTIONAL MATCH (place)-[:IN*0..4]->(area:CountryOrArea)
RETURN organisation.id AS organisation, organisation.name_zh AS name_zh, organisation.name_en AS name_en, organisation.name_local AS name_local,
       organisation.kind AS kind, min(area.iso2) AS country, min(area.continent) AS continent, place.id AS place, false AS here
