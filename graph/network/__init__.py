"""The network around a home: who is joined with whom, its measures, ways to introductions. Pure."""
