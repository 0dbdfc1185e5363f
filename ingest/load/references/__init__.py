"""References of rows: what a row asks of the others, and the loop that answers it."""
