"""The network around a home: links between parties, network measures, paths to introductions. Pure."""
