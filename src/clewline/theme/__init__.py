"""Page models to files: templates, their environment, and the files that stand beside a page."""
