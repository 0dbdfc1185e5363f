"""Maintenance of a store: write lease, model version and migration, backups, copies."""
