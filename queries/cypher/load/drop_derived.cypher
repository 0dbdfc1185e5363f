// purpose: Take away all derived ties; they are gathered first, as those of load/drop_links are
MATCH ()-[r:TWINNED]->()
WITH collect(r) AS found
UNWIND found AS r
DELETE r
