// name: load_runs
// purpose: The loads of files into this store, the latest first
// purpose_zh: 历次读入记录，最近者在前
// column load: id -- the load | 读入
// column state: text(load_state) -- how it stands | 状态
// column started_at: text -- begin, in UTC | 开始时间（UTC）
// column finished_at: text -- end, in UTC | 结束时间（UTC）
// column statements: int -- statements it brought that are still there | 仍有效的来源记载数
// column issues: int -- rows refused or remarked on | 问题数
// column files: text -- files with sha256 and counts, as JSON | 文件（JSON）
// example:

MATCH (r:LoadRun)
RETURN r.id AS load, r.state AS state, r.started_at AS started_at, r.finished_at AS finished_at, COUNT { (r)<-[:BROUGHT_BY]-(:Statement) } AS statements,
  COUNT { (r)<-[:RAISED_BY]-(:Issue) } AS issues, r.files AS files
ORDER BY started_at DESC, load
