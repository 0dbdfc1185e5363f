"""Development tools of a checkout; they are not installed."""
