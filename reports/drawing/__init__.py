"""Drawings without a browser: circle, map and charts as SVG and PNG."""
