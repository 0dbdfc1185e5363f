"""Benchmarks of the loader and the stores, with the raw driver in the same run: ``python -m benchmarks``."""
