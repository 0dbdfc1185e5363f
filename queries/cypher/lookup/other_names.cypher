// purpose: Former and other names of places, ports and bodies, with since when and from which sources each is known
MATCH (name:Name)-[:NAME_OF]->(bearer:City|Region|CountryOrArea|Port|Organisation|Consulate)
RETURN bearer.id AS bearer, name.text AS text, name.lang AS lang, name.kind AS kind, name.valid_from AS first, name.valid_to AS last,
  COLLECT { MATCH (name)<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(source:Source) RETURN [coalesce(said.published_on_to, said.recorded_on), source.disclosure] } AS told
ORDER BY bearer, coalesce(first, last, ''), text, name.id
