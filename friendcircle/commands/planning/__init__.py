"""Commands for planning meetings: gaps, the board, anniversaries, candidates, scenarios, the planning pack."""
