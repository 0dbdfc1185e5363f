// purpose: Whether the store holds anything but its own record
MATCH (n)
WHERE NOT n:Store
RETURN n.id AS id
LIMIT 1
