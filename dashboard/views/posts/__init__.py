"""The page "Consulates and ports"."""
