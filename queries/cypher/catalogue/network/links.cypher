// name: links
// purpose: The links of the home as the graph keeps them, strongest first; one that is not current was made before the last load, or with other numbers, and is not to be used
// purpose_zh: 图中所存本地与各对象的友好交往度（本系统测算），由高到低；非现行的是上次读入以前或按其他参数测算的，不应使用
// param home: id = @home -- the home | 本地
// param numbers: text = null -- digest of the numbers in force, as 'friendcircle strength' shows it; others are not current | 现行参数的摘要，见 friendcircle strength；摘要不同的为非现行
// column partner: id -- the partner | 对方
// column name_en: text -- its name in English; empty for a country or area | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area, where the partner is one itself | 国家（地区），对方本身即是时
// column strength: number -- 0 to 100 | 友好交往度，0 至 100
// column as_of: date -- day it is of | 情况截至
// column config_hash: text -- digest of its numbers | 参数摘要
// column evidence: number -- how well it is founded, 0 to 1 | 依据可靠程度，0 至 1
// column activity_known: truth -- whether anything is known of contact beside what was signed | 往来情况是否有登记
// column current: truth -- whether it may be used | 是否现行
// example:

MATCH (home:City|Region|CountryOrArea {id: $home})-[link:LINKED]->(partner)
OPTIONAL MATCH (run:LoadRun)
WITH link, partner, max(run.started_at) AS newest
OPTIONAL MATCH (made:LoadRun {id: link.load_id})
RETURN partner.id AS partner,
       CASE WHEN partner:CountryOrArea THEN null ELSE partner.name_en END AS name_en,
       CASE WHEN partner:CountryOrArea THEN null ELSE partner.name_zh END AS name_zh,
       CASE WHEN partner:CountryOrArea THEN partner.iso2 END AS country,
       link.strength AS strength, toString(link.as_of) AS as_of, link.config_hash AS config_hash, link.evidence AS evidence, link.activity_known AS activity_known,
       coalesce(made.started_at = newest, false) AND ($numbers IS NULL OR link.config_hash = $numbers) AS current
ORDER BY strength DESC, partner
