"""What the program keeps outside a store because working it out takes long, and whether it still holds."""
