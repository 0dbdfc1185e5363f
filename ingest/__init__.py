"""Reading, checking, resolving and loading of files, and maintenance of the store."""
