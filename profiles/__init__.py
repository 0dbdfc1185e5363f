"""Data, not code: how countries and areas are called, procedures, the weights of link strength."""
