"""Every Cypher statement of the project, one file each with a header, and what reads, checks, documents and
runs them.

``cypher/catalogue/`` holds the catalogue that a person asks by name (:mod:`queries.catalogue`);
:mod:`queries.console.run` runs a statement that a person types.
"""
