"""The newest release of Neo4j, used by one test: its stored jar list and the location of its jars."""
