"""Link strength: its numbers, the facts that count, and the ledger that adds up to the score. Pure."""
