"""The tests; they mirror the packages. What they share is in conftest.py, stores.py and neo4j_server.py."""
