"""All Cypher statements of the project, one per file, and the code that checks, documents and runs them.

``cypher/catalogue/`` contains the queries that users run by name (:mod:`queries.catalogue`);
:mod:`queries.console.run` runs a statement that a user types.
"""
