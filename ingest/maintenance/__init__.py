"""The care of a store: the write lock, the version of the model, backups, copies."""
