"""Headings as fragments of addresses name them."""

import re
from collections.abc import Callable
from functools import lru_cache

from clewline.text.names import name_key

# Obsidian leaves these out of the links that it writes, as they mean something in a link or in Markdown.
_SIGNS = re.compile(r"""[!"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\_]""")
_NOT_SLUG = re.compile(r"[^\w\- ]")


@lru_cache(maxsize=1 << 14)
def heading_key(text: str) -> str:
    """The form in which Obsidian compares headings: without punctuation, markup and case."""
    return name_key(_SIGNS.sub(" ", text))


@lru_cache(maxsize=1 << 14)
def heading_slug(text: str) -> str:
    """The fragment that GitHub, and many a site generator, makes of a heading."""
    return _NOT_SLUG.sub("", name_key(text)).replace(" ", "-")


FORMS: tuple[Callable[[str], str], ...] = (name_key, heading_key, heading_slug)
"""The forms in which a heading may be named, the strictest first."""
