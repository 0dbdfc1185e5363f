// name: sources
// purpose: Sources with grade and number of statements, those most relied on first
// purpose_zh: 各出处的等级与来源记载数，引用多者在前
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param grade: text(grade) = null -- only of this grade | 只看该等级
// param language: text = null -- only in this language, as an ISO 639-1 code | 只看该语言，ISO 639-1 代码
// column source: id -- the source | 出处
// column title: text -- title as printed | 原标题
// column publisher: text -- who publishes it | 发布者
// column date: date -- day of publication | 发布日期
// column language: text -- language | 语言
// column grade: text(grade) -- grade of the source | 出处等级
// column statements: int -- number of statements | 来源记载数
// column url: text -- address | 网址
// example: grade=A language=zh

MATCH (s:Source)
WHERE ($grade IS NULL OR s.grade = $grade) AND ($language IS NULL OR s.language = $language) AND coalesce(s.date_to <= $known_as_of, true)
OPTIONAL MATCH (s)<-[:FROM_SOURCE]-(said:Statement)
WHERE NOT said.dataset = 'sources' AND ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) AND coalesce(said.valid_on_to <= $as_of, true)
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.date AS date, s.language AS language, s.grade AS grade, count(said) AS statements, s.url AS url
ORDER BY statements DESC, source
