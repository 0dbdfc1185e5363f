// name: circle_ties_with
// purpose: The steps of the ties between a home, its districts, ports and organisations and one partner
// purpose_zh: 本地（含所辖区、港口、机构）与某一对象各项关系的步骤
// param home: id = @home -- the home | 本地
// param partner: id -- the partner | 对方
// column tie: id -- the tie | 关系
// column family: text -- relation, route or membership | 大类
// column home_party: id -- the party on the home's side | 本地一方
// column step: id -- a step of the tie | 步骤
// column step_kind: text(tie_kind) -- kind of tie it leads to | 步骤所属类别
// column stage: text(step) -- generic stage | 阶段
// column step_status: text(step_status) -- whether it was taken | 步骤状态
// column date: date -- when | 日期
// column date_to: date -- last day that can mean | 日期上限
// column known_by: date -- day as of which a source states it, where it has no date | 资料记载日
// example: partner=trier
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)
MATCH (own)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(partner:City|Region|CountryOrArea|Port|Organisation {id: $partner})
WHERE partner.id <> own.id
WITH DISTINCT tie, own
MATCH (step:TieStep)-[:STEP_OF]->(tie)
RETURN tie.id AS tie, tie.family AS family, own.id AS home_party,
       step.id AS step, step.kind AS step_kind, step.step AS stage, step.status AS step_status,
       step.date AS date, toString(step.date_to) AS date_to, toString(step.known_by) AS known_by
ORDER BY tie, step
