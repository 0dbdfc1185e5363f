"""Link strength of all partners at once, from contacts in columns; equal to the ledger to 1e-9. Pure."""
