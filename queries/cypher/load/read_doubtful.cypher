// purpose: As read_hashes, with how many relationships start at each node: after a load that was broken off, the digest alone is no proof of them
MATCH (n:__label__)
OPTIONAL MATCH (n)-[r:__type__]->()
RETURN n.id AS id, n.content_hash AS hash, count(r) AS degree
