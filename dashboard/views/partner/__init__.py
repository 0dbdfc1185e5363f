"""The page "Partner"."""
