"""Figures of the loader and the stores, measured beside the raw driver in the same run: ``python -m
benchmarks``.
"""
