"""The planning pack: a document for a meeting about a home on a day. Pure but for ``gather``."""
