"""What an author waits for: a comment in an item of ``would_change`` says what a note must hold to settle it,
as in ``%% find: words "a phrase" #topic %%``.
"""

import re
from typing import NamedTuple

from clewline.text.names import name_key

_MARK = re.compile(r"%%\s*find:(.*?)%%", re.IGNORECASE | re.DOTALL)
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')


class Item(NamedTuple):
    """An item as readers see it, and the terms of its query."""

    text: str
    terms: tuple[str, ...]


def read_item(text: str) -> Item:
    """The item that is written as ``text``."""
    terms = (_term(*found.groups("")) for mark in _MARK.finditer(text) for found in _TERM.finditer(mark[1]))
    return Item(" ".join(_MARK.sub(" ", text).split()), tuple(dict.fromkeys(filter(None, terms))))


def _term(phrase: str, word: str) -> str:
    if word.startswith("#"):
        return f"#{name_key(word[1:])}" if word[1:] else ""
    return " ".join((phrase or word).casefold().split())
