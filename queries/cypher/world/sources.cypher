// purpose: Every source with what a list of sources says of it
MATCH (source:Source)
RETURN source.id AS id, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade, source.disclosure AS disclosure
ORDER BY id
