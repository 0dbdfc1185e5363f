"""An office's own registers: files in its own heads and words, read through a mapping to the input tables."""
