"""Tests of the benchmark itself: the generated office and the figures."""
