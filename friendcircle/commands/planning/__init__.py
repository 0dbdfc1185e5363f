"""Commands for planning meetings: gaps, board, anniversaries, candidates, scenarios, planning pack."""
