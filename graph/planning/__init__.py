"""What planning meetings need: gaps, board, anniversaries, commitments, candidates, scenarios. Pure."""
