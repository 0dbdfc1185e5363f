"""Tests of loading, from file to graph."""
