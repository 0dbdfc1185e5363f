"""Drawings without a browser: the circle, the map, charts, as SVG and PNG."""
