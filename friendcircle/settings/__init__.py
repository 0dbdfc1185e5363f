"""The settings: from options, environment and file."""
