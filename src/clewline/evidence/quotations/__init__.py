"""Quotations: the words between the marks, and where a cited note has them."""
