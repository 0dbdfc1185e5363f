"""What the pages are made of: the circle, tables, the frame."""
