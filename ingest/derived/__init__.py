"""What the graph holds beside the facts, computed from them and rebuilt at any time."""
