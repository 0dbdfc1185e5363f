"""Foundations of every page: state, texts, snapshot of the store, writer process."""
