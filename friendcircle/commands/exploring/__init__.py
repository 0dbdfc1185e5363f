"""Commands that explore the graph: queries, Cypher, sources, paths, the network, perspectives."""
