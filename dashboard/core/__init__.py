"""What every page stands on: its state, its texts, the snapshot of the store, the writer process."""
