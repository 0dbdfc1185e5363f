// name: circle_coverage
// purpose: For which table, kind and period the record of a home is declared complete
// purpose_zh: 已声明登记完整的表、类别和时段
// param home: id = @home -- the home | 本地
// column coverage: id -- the declaration | 声明
// column dataset: text -- table | 表
// column kind: text -- kind within it, empty for all | 类别
// column first: date -- first day | 起
// column last: date -- last day | 止
// example:
MATCH (coverage:Coverage)-[:OF_HOME]->(home:City|Region|CountryOrArea {id: $home})
RETURN coverage.id AS coverage, coverage.dataset AS dataset, coverage.kind AS kind, toString(coverage.`from`) AS first, toString(coverage.`to`) AS last
ORDER BY coverage
