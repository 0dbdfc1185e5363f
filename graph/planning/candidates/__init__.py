"""Candidates for the next tie: terms of the score, ranking, and the gazetteer of places not met."""
