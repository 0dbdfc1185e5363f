"""The page "Ranking"."""
