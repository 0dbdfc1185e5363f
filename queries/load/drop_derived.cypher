// purpose: Take away the derived ties that start at places of a label; they are gathered first, as those of load/drop_links are
MATCH (:__label__)-[r:TWINNED]->()
WITH collect(r) AS found
UNWIND found AS r
DELETE r
