"""Rules that an office adds: their files, and what they find."""
