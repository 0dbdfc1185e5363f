// name: contents
// purpose: What the store holds: nodes by label
// purpose_zh: 库中内容：各类型条目数
// column label: text -- what it is, as a label of the model | 模型中的类型
// column nodes: int -- nodes | 条目数
// example:

MATCH (n)
RETURN labels(n)[0] AS label, count(n) AS nodes
ORDER BY nodes DESC, label
