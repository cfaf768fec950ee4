"""What a text says: its tokens, its figures with units and bounds, its clauses and their hedges."""
