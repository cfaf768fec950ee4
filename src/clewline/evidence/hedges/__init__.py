"""Hedges: clauses that restate a note, and whether they hold back what it holds back."""
