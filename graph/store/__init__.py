"""The graph store: :class:`GraphStore` over the official Neo4j driver, and what it is opened with."""

from graph.store.graph_store import Access, Credentials, GraphStore, Parameters, Result, embedded_folder

__all__ = ["Access", "Credentials", "GraphStore", "Parameters", "Result", "embedded_folder"]
