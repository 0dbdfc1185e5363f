"""The page "Timeline"."""
