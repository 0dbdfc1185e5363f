"""Files that are made to do harm, or that are broken as files are: one for each kind."""
