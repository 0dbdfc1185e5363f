// purpose: Take away the derived ties of a home and those of no home; they are gathered first, as those of load/drop_links are
MATCH ()-[r:TWINNED]->()
WHERE coalesce(r.home, '') IN ['', $home]
WITH collect(r) AS found
UNWIND found AS r
DELETE r
