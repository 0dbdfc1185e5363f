// name: card_contradictions
// purpose: Statements on the ties between a home and a partner that cannot be true together
// purpose_zh: 关于本地与某一对象关系的不一致记载
// param home: id = @home -- the home | 本地
// param partner: id -- the partner | 对方
// column property: text -- property in which they differ | 不一致的属性
// column fact: id -- the fact | 事实
// column step_kind: text(tie_kind) -- kind of tie, where the fact is a step | 步骤所属类别
// column stage: text(step) -- stage, where the fact is a step | 阶段
// column first_values: text -- cells of the one statement, as JSON | 记载一
// column first_source: text -- title of its source | 出处一
// column second_values: text -- cells of the other | 记载二
// column second_source: text -- title of its source | 出处二
// example: partner=sunshine-coast
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)
MATCH (own)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(partner:City|Region|CountryOrArea|Port|Organisation {id: $partner})
WHERE partner.id <> own.id
MATCH (first:Statement)-[:SAYS]->(tie)
MATCH (first)-[contradiction:CONTRADICTS]->(second:Statement)
MATCH (first)-[:FROM_SOURCE]->(one:Source)
MATCH (second)-[:FROM_SOURCE]->(other:Source)
OPTIONAL MATCH (step:TieStep {id: contradiction.fact})
RETURN DISTINCT contradiction.property AS property, contradiction.fact AS fact, step.kind AS step_kind, step.step AS stage,
       first.values AS first_values, one.title AS first_source, second.values AS second_values, other.title AS second_source
ORDER BY fact, property, first_source, second_source
