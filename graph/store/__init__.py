"""The graph store: :class:`GraphStore`, built on the official Neo4j driver, and the settings to open it."""

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
