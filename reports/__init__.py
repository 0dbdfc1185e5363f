"""Output for use outside the program: planning packs, pictures and their wording."""
