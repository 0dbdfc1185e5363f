// rule: X1
// title: Partner without a project
// title_zh: 尚无合作项目
// says: {ties} tie(s), no project recorded
// says_zh: 已结好 {ties} 项，无项目记录
// next: Ask the chamber of commerce for a proposal
// next_zh: 请商会提出项目建议
// severity: low
// silence: projects

MATCH (:City {id: $home})<-[:BETWEEN]-(t:Tie {kind: 'sister_city', status: 'signed'})-[:BETWEEN]->(p:City)
WHERE p.id <> $home AND NOT EXISTS { MATCH (p)<-[:INVOLVES]-(:Project) }
RETURN p.id AS partner, count(t) AS ties, collect(t.id) AS facts
ORDER BY partner
