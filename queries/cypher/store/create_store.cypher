// purpose: Make the store's record where there is none
MERGE (s:Store {id: $id})
