// purpose: Record whose relations are kept here
MERGE (o:Office {id: $office.id})
SET o += $office
