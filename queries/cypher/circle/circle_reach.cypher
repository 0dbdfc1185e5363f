// name: circle_reach
// purpose: The first and the last day of which the records of a home tell
// purpose_zh: 本地登记所及的起止日期
// param home: id = @home -- the home | 本地
// param today: date = @today -- nothing later counts | 不计此日之后
// column kind: text -- visits, events or steps | 类别
// column first: date -- first day | 最早日期
// column last: date -- last day | 最晚日期
// example:
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:FROM_PLACE|TO_PLACE]-(visit:Visit)
WHERE visit.start_from <= $today AND coalesce(visit.status, 'held') = 'held'
RETURN 'visits' AS kind, min(toString(visit.start_from)) AS first, max(toString(visit.start_from)) AS last
UNION ALL
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:HELD_IN|JOINED_BY]-(event:Event)
WHERE event.start_from <= $today AND coalesce(event.status, 'held') = 'held'
RETURN 'events' AS kind, min(toString(event.start_from)) AS first, max(toString(event.start_from)) AS last
UNION ALL
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)<-[:BETWEEN]-(:Tie)<-[:STEP_OF]-(step:TieStep)
WHERE step.date_from <= $today
RETURN 'steps' AS kind, min(toString(step.date_from)) AS first, max(toString(step.date_from)) AS last
