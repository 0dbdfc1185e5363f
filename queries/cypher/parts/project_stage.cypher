// purpose: The stage of a project (x) on $as_of, as graph/strength/counting.py defines it: the one recorded, an end not before its day, and done once it has ended
CALL (x) {
  RETURN CASE WHEN x.status IN ['completed', 'cancelled'] AND x.end_to > $as_of THEN null
    WHEN x.status IN ['signed', 'building', 'operating', 'ongoing'] AND x.end_to <= $as_of THEN 'completed' ELSE x.status END AS stage
}
