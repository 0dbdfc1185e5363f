"""The command line and its configuration; it connects the packages and contains no domain logic."""
