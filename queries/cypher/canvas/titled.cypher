// purpose: Nodes of a label in whose title or text something occurs, the newest first
MATCH (n:__label__)
WHERE toLower(coalesce(n.title, '') + ' ' + coalesce(n.text, '') + ' ' + coalesce(n.title_zh, '') + ' ' + n.id) CONTAINS $text
RETURN n.id AS id, properties(n) AS properties
ORDER BY coalesce(n.start, n.date, '') DESC, id
LIMIT $most
