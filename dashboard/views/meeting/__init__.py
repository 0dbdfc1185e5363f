"""The page "For the planning meeting"."""
