"""The console: any reading statement that a person types; its limits and the remarks of the server."""
