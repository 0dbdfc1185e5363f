"""Places and bodies as registers name them: found in the graph, in the bundled gazetteer, or new."""
