// purpose: There is one record of the store, so that two writers meet at it; as the schema has it
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (n:Store) REQUIRE n.id IS UNIQUE
