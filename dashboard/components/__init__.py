"""Components of the pages: the circle, tables, the frame."""
