// name: issues
// purpose: Rows that a load refused or remarked on
// purpose_zh: 读入时拒收或加注的数据行
// param level: text(issue_level) = null -- only errors or only warnings | 只看错误或只看提醒
// column issue: id -- the issue | 问题
// column load: id -- the load that found it | 所属的读入
// column level: text(issue_level) -- error: refused; warning: accepted with a remark | 错误为拒收，提醒为加注
// column code: text -- what is wrong, as a word | 代码
// column file: text -- file | 文件
// column line: int -- line | 行
// column column: text -- column | 列
// column value: text -- the cell | 单元格内容
// column reason: text -- what is wrong | 原因
// column hint: text -- what to do | 处理建议
// column reason_zh: text -- what is wrong, in Chinese | 原因
// column hint_zh: text -- what to do, in Chinese | 处理建议
// example:

MATCH (i:Issue)
WHERE $level IS NULL OR i.level = $level
OPTIONAL MATCH (i)-[:RAISED_BY]->(r:LoadRun)
RETURN i.id AS issue, r.id AS load, i.level AS level, i.code AS code, i.file AS file, i.line AS line, i.column AS column, i.value AS value, i.reason AS reason, i.hint AS hint,
       coalesce(i.reason_zh, i.reason) AS reason_zh, coalesce(i.hint_zh, i.hint) AS hint_zh
ORDER BY load, file, line, issue
