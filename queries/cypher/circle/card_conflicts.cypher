// name: card_conflicts
// purpose: Known disagreements in words on a partner or its ties with a home
// purpose_zh: 关于某一对象及其与本地关系的已知不一致（文字说明）
// param home: id = @home -- the home | 本地
// param partner: id -- the partner | 对方
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column conflict: id -- the disagreement | 事项
// column text: text -- in words, as the compiler put it | 说明
// column text_zh: text -- the same in Chinese, if it is given | 中文说明（如有）
// example: partner=trier
MATCH (conflict:Conflict)-[:CONCERNS]->(partner:City|Region|CountryOrArea|Port|Organisation|Consulate {id: $partner})
WITH conflict WHERE $known_as_of IS NULL OR EXISTS { (conflict)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }
RETURN conflict.id AS conflict, coalesce(conflict.text, conflict.text_zh) AS text, conflict.text_zh AS text_zh
UNION
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)
MATCH (own)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(partner:City|Region|CountryOrArea|Port|Organisation {id: $partner})
WHERE partner.id <> own.id
MATCH (conflict:Conflict)-[:CONCERNS]->(tie)
WITH DISTINCT conflict WHERE $known_as_of IS NULL OR EXISTS { (conflict)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }
RETURN conflict.id AS conflict, coalesce(conflict.text, conflict.text_zh) AS text, conflict.text_zh AS text_zh
