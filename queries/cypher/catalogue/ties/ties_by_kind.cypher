// name: ties_by_kind
// purpose: Ties of the home, its ports and organisations by kind: signed by a day, or still on the way to it
// purpose_zh: 截至某日本地（含港口、机构）各类结好关系的已签署数与推进中数
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: int -- signed or opened | 已签署（已开通）
// column under_way: int -- with an earlier step and not signed | 已有前期步骤、尚未签署
// column first: date -- earliest signature, where dated | 最早签署（有日期者）
// column last: date -- latest signature, where dated | 最近签署（有日期者）
// example: as_of=2019-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie)<-[:STEP_OF]-(s:TieStep)
WHERE NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired'] AND s.status IN ['done', 'planned'] AND coalesce(s.date_to, s.known_by) <= $as_of
WITH t, s.kind AS kind, max(CASE WHEN s.step = 'signed' AND s.status = 'done' THEN 1 ELSE 0 END) AS signed, min(CASE WHEN s.step = 'signed' THEN s.date END) AS date
RETURN kind, sum(signed) AS signed, sum(1 - signed) AS under_way, min(date) AS first, max(date) AS last
ORDER BY signed DESC, under_way DESC, kind
