"""Registers in the heads of offices, from file to graph."""
