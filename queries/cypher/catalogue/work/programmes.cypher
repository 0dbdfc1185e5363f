// name: programmes
// purpose: Programmes, strategies and policies under which the home works, with what belongs to them
// purpose_zh: 本地实施的专项及所服务、执行的战略与政策，附所含内容
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param kind: text(programme_kind) = null -- only this kind | 只看该类别
// column programme: id -- the programme, strategy or policy | 专项、战略或政策
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(programme_kind) -- kind | 类别
// column includes: texts -- ids of what belongs to it | 所含内容编号
// column note: text -- remark | 备注
// example: kind=strategy

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Programme)
WHERE ($kind IS NULL OR n.kind = $kind) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)-[:INCLUDES]->(part:Programme|Mechanism|Project|Event|Visit|Organisation)
WHERE coalesce(coalesce(part.start_to, part.valid_from_to) <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (part)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
WITH n, part ORDER BY part.id
RETURN n.id AS programme, n.name_en AS name_en, n.name_zh AS name_zh, n.kind AS kind, collect(part.id) AS includes, n.note AS note
ORDER BY kind, programme
