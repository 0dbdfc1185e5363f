"""Loading, from file to graph."""
