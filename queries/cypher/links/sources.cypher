// purpose: Grade and disclosure of every source
MATCH (source:Source)
RETURN collect({id: source.id, grade: source.grade, disclosure: source.disclosure}) AS rows
