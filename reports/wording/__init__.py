"""Findings, candidates, introductions and words of the vocabularies as sentences in two languages. Pure."""
