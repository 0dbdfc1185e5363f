"""What a planning meeting asks: gaps, the board, anniversaries, commitments, candidates, scenarios. Pure."""
