"""What a store holds as a network for a file: the circle, or a part of the graph."""
