"""The catalogue of queries that are run by name: header, parameters, collection and its page."""
