// purpose: The names of a place, and the rows of the decisions by which registers mean it by others
MATCH (n:City|Region|CountryOrArea {id: $id})
RETURN [name IN [n.name_zh, n.name_en, n.name_local] WHERE name IS NOT NULL] AS names,
  COLLECT { MATCH (n)<-[:NAME_OF]-(name:Name) RETURN name.text ORDER BY name.text } AS others,
  COLLECT { MATCH (n)<-[:CONCERNS]-(d:Decision {property: 'same_as', value: $id})<-[:SAYS]-(said:Statement) RETURN said.values ORDER BY said.id } AS decided
