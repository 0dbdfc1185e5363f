"""The facts of a home's relations, as stated by sources, and the dates as of which they are read. Pure."""
