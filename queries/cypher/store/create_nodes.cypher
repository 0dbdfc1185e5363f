// purpose: Create nodes of a label as they are in a backup
UNWIND $rows AS row
CREATE (n:__label__)
SET n = row
RETURN count(n) AS made
