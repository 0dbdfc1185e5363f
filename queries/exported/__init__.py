"""What of the graph leaves the house: read and filtered by day and audience, and as a Cypher script."""
