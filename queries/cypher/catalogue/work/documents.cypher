// name: documents
// purpose: Papers and works that are spoken of: rules, handbooks, speeches, books, films
// purpose_zh: 提到的文件、手册、讲话、书籍、影片等
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param kind: text(document_kind) = null -- only this kind | 只看该类别
// column document: id -- the document | 文件资料
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(document_kind) -- kind | 类别
// column date: date -- when it was made or adopted | 制定或通过日期
// column document_no: text -- its number | 文号
// column issuers: texts -- organisations that made or adopted it | 制定、发布单位
// column note: text -- remark | 备注
// example: kind=handbook

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(n:Document)
WHERE ($kind IS NULL OR n.kind = $kind) AND coalesce(n.date_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (n)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
OPTIONAL MATCH (n)-[:ISSUED_BY]->(issuer:Organisation)
WITH n, issuer ORDER BY issuer.id
RETURN n.id AS document, n.name_en AS name_en, n.name_zh AS name_zh, n.kind AS kind, n.date AS date, n.document_no AS document_no, collect(issuer.id) AS issuers, n.note AS note
ORDER BY kind, document
