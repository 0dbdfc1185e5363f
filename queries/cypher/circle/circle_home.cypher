// name: circle_home
// purpose: The home in the middle of the circle, with its office
// purpose_zh: 朋友圈中心的本地及其机构设置
// param home: id = @home -- the home | 本地
// column id: id -- the home | 本地
// column name_zh: text -- name in Chinese; empty for a country or area | 中文名
// column name_en: text -- name in English | 英文名
// column name_local: text -- its own name | 当地名称
// column country: area -- its country or area | 所属国家（地区）
// column naming: text -- naming profile of the office | 名称规范
// example:
MATCH (home:City|Region|CountryOrArea {id: $home})
OPTIONAL MATCH (office:Office {home: $home})
OPTIONAL MATCH (home)-[:IN*0..4]->(area:CountryOrArea)
WITH home, office, area, home:CountryOrArea AS whole
RETURN home.id AS id,
       CASE WHEN whole THEN null ELSE home.name_zh END AS name_zh,
       CASE WHEN whole THEN null ELSE home.name_en END AS name_en,
       CASE WHEN whole THEN null ELSE home.name_local END AS name_local,
       coalesce(office.country, area.iso2) AS country,
       office.naming AS naming
LIMIT 1
