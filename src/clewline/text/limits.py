"""The limits: how much of anything is taken in. What goes beyond one is reported, and the rest of the site is
built.

No content that keeps within them can make a build fail for lack of memory or time.
"""

DOCUMENT_BYTES = 1024 * 1024
"""The longest Markdown file; of a longer one only the front matter is read."""
BIBLIOGRAPHY_BYTES = 32 * 1024 * 1024
"""The longest bibliography; a longer one is not read."""
RETRACTIONS_BYTES = 256 * 1024 * 1024
"""The longest list of retractions; a longer one is not read. That of Retraction Watch has some 60 MB."""
SETTINGS_BYTES = 1024 * 1024
"""The longest settings file."""
DRAWING_BYTES = 8 * 1024 * 1024
"""The longest SVG file that is looked through, and so published."""
FRONT_MATTER_CHARACTERS = 64 * 1024
FRONT_MATTER_DEPTH = 10
NESTING = 40
"""How many quotations and lists may stand in one another: beyond that markdown-it leaves text out, and
Python's stack ends soon after.
"""
ELEMENTS_DEEP = 200
"""How many elements of raw HTML may stand in one another: to close those that are left open takes the square
of their number.
"""
EXPANSION_CHARACTERS = 100_000
"""How many characters a file of any length may add to itself by what is written once and used often:
addresses that are used by reference, strings and parents of a bibliography. Longer files may double.
"""
EMBED_DEPTH = 4
"""How deep documents are shown in one another."""
EMBEDS = 200
"""How many documents one page shows, those in others included."""
CODE_CHARACTERS = 10_000
"""The longest block of code that is coloured."""
COLOURED_CHARACTERS = 40_000
"""How much code is coloured in one document."""
SENTENCE_LINKS = 50
SENTENCE_CHARACTERS = 2_000
"""The longest sentence, and the one with most links, that is repeated on the pages of what it cites."""
CANDIDATES = 10
"""How many of the files that share a name are listed where it is used."""
ATTACHMENT_BYTES = 100 * 1024 * 1024
"""The largest attachment that is published; many hosts take no larger file."""
