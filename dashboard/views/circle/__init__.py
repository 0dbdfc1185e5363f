"""The page "Circle"."""
