"""The strength of a link: its numbers, what counts, the ledger that adds up to the score. Pure."""
