// purpose: Keep a perspective under its name; a former one of that name is replaced
MERGE (p:Perspective {id: $perspective.id})
SET p += $perspective
