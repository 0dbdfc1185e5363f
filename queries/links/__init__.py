"""Facts of the links of a home, and their scores."""
