"""The page "Board"."""
