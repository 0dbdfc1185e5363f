"""The graph model: labels, relationship types, their properties and meanings.

The store's constraints, the queries that load it, the data dictionary in ``docs/data-dictionary.md`` and the
schema shown by the console are derived from it. Labels and relationship types are written into Cypher from
here only; values are always passed as parameters.
"""

from __future__ import annotations

from graph.model.bookkeeping_nodes import BOOKKEEPING_NODES, PROVENANCE_NODES, REBUILT_NODES
from graph.model.fact_nodes import FACT_NODES
from graph.model.schema_elements import NodeType

#: Version of this model; a store records the one it was written with (see
#: :mod:`ingest.maintenance.migration`).
MODEL_VERSION = 5


#: Property of every fact and provenance node: a digest of its values and of the relationships that start at
#: it. A load compares it and updates only what differs.
CONTENT_HASH = "content_hash"

NODE_TYPES: dict[str, NodeType] = {
    entry.label: entry for entry in (*FACT_NODES, *PROVENANCE_NODES, *BOOKKEEPING_NODES, *REBUILT_NODES)
}

#: Labels that no backup holds, since their nodes can be rebuilt at any time.
REBUILT: frozenset[str] = frozenset(entry.label for entry in REBUILT_NODES)
