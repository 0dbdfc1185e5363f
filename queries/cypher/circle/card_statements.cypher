// name: card_statements
// purpose: What sources say of the ties between a home and a partner, of what they share, and of the partner itself where it is no place
// purpose_zh: 各来源关于本地与某一对象的关系、往来及该对象本身的记载
// param home: id = @home -- the home | 本地
// param partner: id -- the partner | 对方
// column about: text -- tie, contact or partner | 所述
// column fact: id -- the fact | 事实
// column statement: id -- the statement | 记载
// column locator: text -- where in the source | 位置
// column source: id -- the source | 出处
// column title: text -- its title | 标题
// column publisher: text -- who publishes it | 发布者
// column url: text -- its address | 网址
// column date: date -- day of publication | 发布日期
// column grade: text(grade) -- grade | 等级
// example: partner=trier
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN|SERVES|LOCATED_IN|BASED_IN*0..2]-(own:City|Region|CountryOrArea|Port|Organisation)
MATCH (own)<-[:BETWEEN]-(tie:Tie)-[:BETWEEN]->(partner:City|Region|CountryOrArea|Port|Organisation {id: $partner})
WHERE partner.id <> own.id
MATCH (statement:Statement)-[:SAYS]->(tie)
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN DISTINCT 'tie' AS about, tie.id AS fact, statement.id AS statement, statement.locator AS locator,
       source.id AS source, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade
UNION
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)
WITH collect(DISTINCT own.id) AS ids
MATCH (partner:City|Region|CountryOrArea|Organisation|Consulate {id: $partner})<-[b:FROM_PLACE|TO_PLACE|MET_WITH]-(visit:Visit)
MATCH (visit)-[a:FROM_PLACE|TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND type(a) <> type(b)
MATCH (visit)<-[:SAYS]-(statement:Statement)
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN DISTINCT 'contact' AS about, visit.id AS fact, statement.id AS statement, statement.locator AS locator,
       source.id AS source, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade
UNION
MATCH (home:City|Region|CountryOrArea {id: $home})<-[:IN*0..2]-(own:City|Region|CountryOrArea)
WITH collect(DISTINCT own.id) AS ids
MATCH (partner:City|Region|CountryOrArea|Organisation|Consulate {id: $partner})<-[:HELD_IN|JOINED_BY]-(event:Event)
MATCH (event)-[:HELD_IN|JOINED_BY]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids
MATCH (event)<-[:SAYS]-(statement:Statement)
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN DISTINCT 'contact' AS about, event.id AS fact, statement.id AS statement, statement.locator AS locator,
       source.id AS source, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade
UNION
MATCH (statement:Statement)-[:SAYS]->(partner:Port|Organisation|Consulate {id: $partner})
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN DISTINCT 'partner' AS about, partner.id AS fact, statement.id AS statement, statement.locator AS locator,
       source.id AS source, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade
