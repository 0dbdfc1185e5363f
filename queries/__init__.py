"""All Cypher statements of the project, one per file, and the code that checks, documents and runs them.

``cypher/catalogue/`` contains the queries that users run by name (:mod:`queries.catalogue.collection`);
:mod:`queries.console.running_statement` runs a statement that a user types.
"""
