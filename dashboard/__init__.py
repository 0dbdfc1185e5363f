"""The dashboard: pages that show query results; they contain no Cypher and no formulas."""
