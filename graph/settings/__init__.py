"""Settings: TOML and the environment read into declared types, with errors of one line."""
