"""Figures that others give, by arithmetic that the words around them ask for."""
