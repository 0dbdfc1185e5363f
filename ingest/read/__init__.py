"""Reading: from files and data folders to rows, and from rows to records or issues."""
