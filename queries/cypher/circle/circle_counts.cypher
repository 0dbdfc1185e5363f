// name: circle_counts
// purpose: How many facts, statements and sources the store holds
// purpose_zh: 库中事实、来源记载和出处的数量
// column label: text -- what is counted | 项目
// column number: int -- how many | 数量
// example:
MATCH (n:Tie) RETURN 'Tie' AS label, count(n) AS number
UNION ALL
MATCH (n:Visit) RETURN 'Visit' AS label, count(n) AS number
UNION ALL
MATCH (n:Event) RETURN 'Event' AS label, count(n) AS number
UNION ALL
MATCH (n:Organisation) RETURN 'Organisation' AS label, count(n) AS number
UNION ALL
MATCH (n:Statement) RETURN 'Statement' AS label, count(n) AS number
UNION ALL
MATCH (n:Source) RETURN 'Source' AS label, count(n) AS number
UNION ALL
MATCH (n:Conflict) RETURN 'Conflict' AS label, count(n) AS number
