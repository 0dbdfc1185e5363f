"""Reading: files and data folders to rows, rows to records or to issues with a place and a hint."""
