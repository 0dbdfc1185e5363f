"""The page "Entry"."""
