"""The graph store: :class:`GraphStore` over the official Neo4j driver, and what it is opened with."""

from graph.store.graph_store import Access, Credentials, GraphStore, Parameters, Result
from graph.store.local_settings import LOCAL_SCHEME, LocalSettings, local_folder, local_settings

__all__ = [
    "LOCAL_SCHEME",
    "Access",
    "Credentials",
    "GraphStore",
    "LocalSettings",
    "Parameters",
    "Result",
    "local_folder",
    "local_settings",
]
