"""The console, which runs reading statements typed by users: checks, limits and notices of the server."""
