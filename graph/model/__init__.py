"""The graph model: labels, relationship types, vocabularies, partial dates, areas, procedures. Pure."""
