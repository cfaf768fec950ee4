"""One file at a time: finding files, reading them, and parsing each into a document with its diagnostics."""
