// purpose: Grade and disclosure of every source
MATCH (source:Source)
RETURN source.id AS id, source.grade AS grade, source.disclosure AS disclosure
