// name: tie_steps
// purpose: The way of the home's ties with one partner up to a day, step by step, with ends and resumptions; a step whose day nobody gives is listed on every day
// purpose_zh: 截至某日本地与某一伙伴结好的推进过程，含终止与恢复；无任何日期的步骤每日均列出
// param partner: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column tie: id -- the tie | 结好关系
// column step: id -- the step | 步骤
// column kind: text(tie_kind) -- kind of tie it leads to | 目标类别
// column stage: text(step) -- stage | 阶段
// column track: text(track) -- whose step it is | 哪一方的步骤
// column date: date -- when | 日期
// column known_by: date -- earliest day as of which a source states it | 最早见于记载的日期
// column step_status: text(step_status) -- whether it was taken | 是否完成
// column sources: int -- number of sources | 出处数
// example: partner=trier

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
MATCH (p:City|Region|CountryOrArea|Port|Organisation {id: $partner})<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(side)
WHERE side.id IN ids
MATCH (t)<-[:STEP_OF]-(s:TieStep)
WITH DISTINCT t, s, COLLECT {
  MATCH (s)<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(source:Source)
  WHERE $known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of
  RETURN DISTINCT source.id } AS told,
  CASE s.step WHEN 'resumption' THEN 8 WHEN 'end' THEN 7 WHEN 'signed' THEN 6 WHEN 'approval' THEN 5 WHEN 'application' THEN 4 WHEN 'intent' THEN 3 WHEN 'contact' THEN 2 ELSE 1 END AS rank
WHERE (size(told) > 0 OR $known_as_of IS NULL) AND coalesce(coalesce(s.date_to, s.known_by) <= $as_of, true)
WITH t, s, told, rank ORDER BY t.id, coalesce(s.date_from, s.known_by), rank, s.id
RETURN t.id AS tie, s.id AS step, s.kind AS kind, s.step AS stage, s.track AS track, s.date AS date, toString(s.known_by) AS known_by,
  s.status AS step_status, size(told) AS sources
