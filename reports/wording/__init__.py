"""Wording of findings, candidates, introductions and vocabularies in two languages. Pure."""
