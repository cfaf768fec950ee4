"""Figures: where a cited note has them, and what differs."""
