// purpose: Give up a perspective
MATCH (p:Perspective {id: $id})
DELETE p
