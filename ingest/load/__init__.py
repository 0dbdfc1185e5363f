"""Loading: planning the changes (no store needed) and applying them."""
