"""What a site is made of beyond its pages, and how it reaches the output folder."""
