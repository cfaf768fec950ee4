"""Page models: which pages a site has, and all that a template may see of each."""
