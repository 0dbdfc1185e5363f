"""The benchmark's own parts: the made-up office and the figures."""
