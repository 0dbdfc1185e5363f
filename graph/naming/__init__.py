"""Naming profiles: how countries, areas and places are called. Pure."""
