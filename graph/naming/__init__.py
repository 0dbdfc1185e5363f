"""Naming profiles: the names of countries, areas and places. Pure."""
