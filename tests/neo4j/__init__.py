"""The newest release of Neo4j, for one test: its kept list, and where its jars are."""
