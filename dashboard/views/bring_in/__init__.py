"""The page "Bring in"."""
