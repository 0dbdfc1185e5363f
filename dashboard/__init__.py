"""The pages: they ask answers, and hold no Cypher and no formulas."""
