"""The planning pack: what a meeting needs of a home on a day, as a document. Pure."""
