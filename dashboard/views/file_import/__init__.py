"""The page "Import"."""
