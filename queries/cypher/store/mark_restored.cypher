// purpose: Say how many lines of the backup the store holds, so that a restore that was cut off goes on from there
MERGE (s:Store {id: $id})
SET s.restored_lines = $lines
