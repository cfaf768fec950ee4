"""Text and places in it: spans, names, digests, near matches. Knows nothing of notes."""
