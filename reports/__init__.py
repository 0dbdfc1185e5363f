"""What leaves the house: packs for a meeting, pictures, exports of the graph."""
