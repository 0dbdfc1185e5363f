"""The page "Visits"."""
